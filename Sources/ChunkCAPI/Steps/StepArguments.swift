internal import ChunkCore
internal import ChunkDigest
internal import ChunkModels
internal import ChunkTransport

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension Int64 {
  /// `nil` for -1, by which a program says that it says nothing.
  var unlessDefault: Int64? { self == -1 ? nil : self }
}

extension Call {
  /// Refuses conditions that would not be kept.
  func refuse(_ names: String..., of what: String) throws(ChunkError) {
    for name in names where settings.texts[name] != nil {
      throw ChunkError(
        .invalidArgument, "The option \"\(name)\" has no meaning for \(what)", remedy: "Leave it out")
    }
  }
}

extension TextArgument {
  /// A part's digest, or the one that is computed now.
  ///
  /// - Throws: ``ChunkError`` if it is not UTF-8, or the body cannot be read.
  func digest(of body: RequestBody) async throws(ChunkError) -> String {
    if let digest = try optional() { return digest }
    let digest: Digest<SHA1> = try await WorkerThread.doing { interruption throws(ChunkError) in
      try body.digest(isStopped: { interruption.isSet })
    }
    return digest.headerValue
  }

  /// A JSON array of objects; the list of parts as the service gives it will do, too.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument`` that says what is wrong.
  func list<Element: Decodable>(of type: Element.Type) throws(ChunkError) -> [Element] {
    let text = try required()
    do {
      let value = try WireJSON.decode(JSONValue.self, from: Data(text.utf8))
      return try (value["entries"] ?? value["parts"] ?? value).decode([Element].self)
    } catch {
      throw ChunkError(
        .invalidArgument, "\(name) is no JSON array of parts: \(error)",
        remedy: "Give the parts as the service gave them, in [ and ]", cause: error)
    }
  }
}
