/// Where the parts of a file begin and end: arithmetic on two numbers, never the source's end.
///
/// Every part has the session's part size but the last, which has what is left and is never empty:
/// a file of an exact multiple of the part size has no part more.
struct PartLayout: Sendable, Hashable {
  let fileSize: Int64
  let partSize: Int64

  /// The layout of a session.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/malformedAnswer`` if the session's numbers
  ///   disagree with each other: parts cut by one of them would be refused by the other.
  init(fileSize: Int64, partSize: Int64?, totalParts: Int64?) throws(ChunkError) {
    guard let partSize, partSize > 0 else {
      throw .inconsistentSession("its part size is \(partSize.map { "\($0) bytes" } ?? "missing")")
    }
    self.fileSize = fileSize
    self.partSize = partSize
    guard count <= Self.maximumCount else {
      throw .inconsistentSession("a file of \(fileSize) bytes would have \(count) parts of \(partSize)")
    }
    if let totalParts, totalParts != count {
      throw .inconsistentSession(
        "it counts \(totalParts) parts of \(partSize) bytes, and a file of \(fileSize) bytes has \(count); "
          + "it may have been opened for another file")
    }
  }

  /// Ten times what the service can list (index 10,000): more is no sensible answer, and would fill
  /// the memory with parts.
  private static let maximumCount: Int64 = 100_000

  /// How many parts there are.
  var count: Int64 { fileSize / partSize + (fileSize % partSize == 0 ? 0 : 1) }

  /// A part by its number, counted from 0.
  subscript(index: Int64) -> PartRange {
    let offset = index * partSize
    return PartRange(index: index, offset: offset, length: min(partSize, fileSize - offset))
  }
}

/// The place of one part in the file.
struct PartRange: Sendable, Hashable {
  let index: Int64
  let offset: Int64
  let length: Int64

  /// The part's `Content-Range`.
  func contentRange(fileSize: Int64) -> String {
    "bytes \(offset)-\(offset + length - 1)/\(fileSize)"
  }
}

extension ChunkError {
  /// A session whose numbers or names cannot be used.
  static func inconsistentSession(_ reason: String) -> ChunkError {
    ChunkError(
      .malformedAnswer, "The service's session cannot be used: \(reason)",
      remedy: "Give the file that the session was opened for, or abort the session and start anew")
  }
}
