internal import ChunkDigest
internal import ChunkModels

/// The parts that the server has: the journal of the upload.
struct StoredParts: Sendable {
  private var byOffset: [Int64: UploadPart] = [:]

  init() {}

  /// Lists all parts of a session, page by page.
  ///
  /// A page's offset counts stored parts, so that holes do not matter. What the service does not list
  /// (beyond index 10,000) is found when it refuses the part.
  static func list(_ routes: SessionRoutes, _ retrier: Retrier) async throws(ChunkError) -> StoredParts {
    var parts = StoredParts()
    var index: Int64 = 0
    while index <= 10_000 {
      let start = index
      let page = try await retrier.run { () async throws(ChunkError) in try await routes.list(offset: start) }
      guard let entries = page.entries, !entries.isEmpty else { break }
      for part in entries {
        if let offset = part.offset { parts.byOffset[offset] = part }
      }
      index += Int64(entries.count)
    }
    return parts
  }

  /// The part that the server has at an offset in the file.
  subscript(offset: Int64) -> UploadPart? { byOffset[offset] }

  var isEmpty: Bool { byOffset.isEmpty }
}

extension UploadPart {
  /// Whether this is the part that was prepared: by its place, its size and its SHA-1.
  func matches(_ part: PreparedPart) -> Bool {
    partId?.isEmpty == false && offset == part.range.offset && size == part.range.length
      && sha1.flatMap { Digest<SHA1>(hexadecimal: $0) } == part.digest
  }
}

extension ChunkError {
  /// The server has another part where this one belongs.
  static func otherPart(_ stored: UploadPart, insteadOf part: PreparedPart) -> ChunkError {
    .sourceChanged(
      "at offset \(part.range.offset) the session has \(stored.size ?? 0) bytes with SHA-1 "
        + "\(stored.sha1 ?? "unknown"), and the source \(part.range.length) with \(part.digest)")
  }
}
