internal import ChunkDigest
internal import ChunkModels

/// The parts that the server has: the journal of the upload.
struct StoredParts: Sendable {
  private var byOffset: [Int64: UploadPart] = [:]

  init() {}

  /// Lists the parts of a session. One that the service cannot list (beyond index 10,000) is found when
  /// it is refused.
  static func list(_ routes: SessionRoutes, _ retrier: Retrier) async throws(ChunkError) -> StoredParts {
    var parts = StoredParts()
    let listed = try await routes.manager.listedParts { offset async throws(ChunkError) in
      try await retrier.run { () async throws(ChunkError) in try await routes.list(offset: offset) }
    }
    for part in listed.parts {
      if let offset = part.offset { parts.byOffset[offset] = part }
    }
    return parts
  }

  /// How many parts there are.
  var count: Int64 { Int64(byOffset.count) }

  /// How many bytes of a file they have, as far as the server's numbers can be true.
  func byteCount(in layout: PartLayout) -> Int64 {
    let sum = byOffset.values.reduce(0.0) { $0 + Double(max(0, min(layout.fileSize, $1.size ?? 0))) }
    return Int64(min(Double(layout.fileSize), sum))
  }

  /// The part that the server has at an offset in the file.
  subscript(offset: Int64) -> UploadPart? { byOffset[offset] }
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
    ChunkError(
      .sourceChanged,
      "The session holds another file, or this one as it was before: at offset \(part.range.offset) it has "
        + "\(stored.size ?? 0) bytes with SHA-1 \(stored.sha1 ?? "unknown"), and the source "
        + "\(part.range.length) with \(part.digest)",
      remedy: "Give the file that the session was opened for, or abort the session and start anew")
  }
}
