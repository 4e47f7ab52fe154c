internal import ChunkDigest

/// The digests of the parts and of the whole file, taken in one pass in file order.
///
/// A part is hashed once, when it is prepared. Sending it again never touches this state.
///
/// `@unchecked Sendable`: the reading pass uses it for one part at a time, and nobody else does until
/// the pass is over.
final class DigestPass: @unchecked Sendable {
  private let whole: DigestHasher<SHA1>

  init() throws(ChunkError) {
    do {
      whole = try DigestHasher<SHA1>()
    } catch {
      throw .digestUnavailable(error)
    }
  }

  /// The digest of the next part, whose bytes `read` hands to the hasher in order.
  func part<Failure: Error>(
    _ read: ((UnsafeRawBufferPointer) -> Void) throws(Failure) -> Void
  ) throws -> Digest<SHA1> {
    let part = try DigestHasher<SHA1>()
    try read { bytes in
      part.update(bytes)
      whole.update(bytes)
    }
    return try part.digest()
  }

  /// The digest of all parts so far.
  func wholeDigest() throws(ChunkError) -> Digest<SHA1> {
    do {
      return try whole.digest()
    } catch {
      throw .digestUnavailable(error)
    }
  }
}

extension ChunkError {
  static func digestUnavailable(_ error: DigestUnavailable) -> ChunkError {
    ChunkError(
      .internal, "The file cannot be hashed: \(error)", remedy: "Box takes no other digest than SHA-1",
      cause: error)
  }
}
