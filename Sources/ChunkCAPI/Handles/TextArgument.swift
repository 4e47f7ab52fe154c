internal import ChunkCore

/// A text that a program has passed, copied.
struct TextArgument: Sendable {
  /// What the parameter is called in the header.
  let name: String
  private let content: Content

  private enum Content: Sendable {
    case none
    case text(String)
    case notUTF8
  }

  init(_ name: String, _ bytes: UnsafePointer<CChar>?) {
    self.name = name
    guard let bytes else {
      content = .none
      return
    }
    content = String(validatingCString: bytes).map { .text($0) } ?? .notUTF8
  }

  /// The text.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument`` if it is NULL or not UTF-8.
  func required() throws(ChunkError) -> String {
    guard let text = try optional() else {
      throw ChunkError(.invalidArgument, "\(name) is NULL", remedy: "Give a text")
    }
    return text
  }

  /// The text; `nil` for NULL.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument`` if it is not UTF-8.
  func optional() throws(ChunkError) -> String? {
    switch content {
    case .none: return nil
    case .text(let text): return text
    case .notUTF8:
      throw ChunkError(.invalidArgument, "\(name) is not UTF-8", remedy: "Convert it to UTF-8 first")
    }
  }
}
