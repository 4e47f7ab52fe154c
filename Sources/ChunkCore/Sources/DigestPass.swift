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

  /// The digests of the next part, whose bytes `read` hands to the hashers in order.
  ///
  /// - Parameter isAsked: Whether the service is to be asked for the part, which takes a SHA-512.
  func part<Failure: Error>(
    isAsked: Bool, _ read: ((UnsafeRawBufferPointer) -> Void) throws(Failure) -> Void
  ) throws -> PartDigests {
    let part = try DigestHasher<SHA1>()
    let content = isAsked ? try DigestHasher<SHA512>() : nil
    try read { bytes in
      part.update(bytes)
      whole.update(bytes)
      content?.update(bytes)
    }
    return PartDigests(part: try part.digest(), content: try content?.digest())
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

/// The digests of one part.
struct PartDigests: Sendable {
  /// By which the service checks it.
  let part: Digest<SHA1>
  /// By which the service is asked for it, if it is.
  let content: Digest<SHA512>?
}

extension ChunkError {
  static func digestUnavailable(_ error: DigestUnavailable) -> ChunkError {
    ChunkError(
      .internal, "The file cannot be hashed: \(error)", remedy: "Box takes no other digest than SHA-1",
      cause: error)
  }
}
