public import ChunkDigest
public import ChunkTransport

extension RequestBody {
  /// The digest of the body's bytes, read through a small buffer: for `uploadFilePart`, a commit, or a
  /// plan.
  ///
  /// - Throws: ``ChunkError``. Kind ``ChunkError/Kind/sourceUnreadable`` if the bytes cannot be read,
  ///   ``ChunkError/Kind/cancelled`` if the task is cancelled meanwhile.
  public func digest<Algorithm: DigestAlgorithm>(
    _ algorithm: Algorithm.Type = SHA1.self
  ) throws(ChunkError) -> Digest<Algorithm> {
    try digest(isStopped: { Task.isCancelled })
  }

  /// The same, with another question whether to stop.
  package func digest<Algorithm: DigestAlgorithm>(isStopped: () -> Bool) throws(ChunkError) -> Digest<
    Algorithm
  > {
    do {
      let hasher = try DigestHasher<Algorithm>()
      try forEachPiece(isStopped: isStopped) { hasher.update($0) }
      return try hasher.digest()
    } catch let error as ChunkError {
      throw error
    } catch let error as DigestUnavailable {
      throw .digestUnavailable(error)
    } catch {
      throw .sourceUnreadable(error)
    }
  }

  /// Reads the body from its beginning to its end, one buffer after another.
  ///
  /// - Parameter isStopped: Whether to stop, asked before each piece: a part can be as long as the file.
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/cancelled`` if it was to stop. Otherwise what
  ///   reading throws.
  func forEachPiece(isStopped: () -> Bool, _ take: (UnsafeRawBufferPointer) -> Void) throws {
    try withUnsafeTemporaryAllocation(byteCount: 256 << 10, alignment: 64) { buffer in
      var offset: Int64 = 0
      while true {
        if isStopped() { throw ChunkError.cancelled }
        let count = try read(at: offset, into: buffer)
        if count == 0 { return }
        take(UnsafeRawBufferPointer(rebasing: buffer.prefix(count)))
        offset += Int64(count)
      }
    }
  }
}
