internal import ChunkDigest
internal import ChunkModels

/// Finds the file that a commit has made although its answer was not heard: its name is taken by a
/// file with our digest.
struct CommittedFile: Sendable {
  let manager: ChunkedUploadsManager
  let target: UploadTarget
  let context: UploadContext

  /// The file, if a refused commit shows it. The service says that the name is taken when it is asked
  /// to commit again, or it says only that the session is gone; then it is asked for the name.
  func found(after error: ChunkError, _ digest: Digest<SHA1>) async throws(ChunkError) -> FileFull? {
    if error.kind != .sessionGone { return try await file(of: error, digest) }
    return context.isTargetKnown ? try await found(digest) : nil
  }

  /// The file, if the target's name is taken by one of this digest.
  func found(_ digest: Digest<SHA1>) async throws(ChunkError) -> FileFull? {
    try await file(of: try await nameConflict(), digest)
  }

  private func file(of refusal: ChunkError?, _ digest: Digest<SHA1>) async throws(ChunkError) -> FileFull? {
    guard refusal?.kind == .conflict, let conflicts = refusal?.answer?.error?.contextInfo?.conflicts else {
      return nil
    }
    let ours = conflicts.first { $0.sha1.flatMap { Digest<SHA1>(hexadecimal: $0) } == digest }
    guard let id = ours?.id else { return nil }
    return try await context.retrier.run { () async throws(ChunkError) in
      try await manager.file(id: id, extraHeaders: context.options.extraHeaders).value
    }
  }

  /// The refusal of the file's name; `nil` if it is free.
  private func nameConflict() async throws(ChunkError) -> ChunkError? {
    do throws(ChunkError) {
      try await context.retrier.run { () async throws(ChunkError) in
        try await manager.preflight(target, extraHeaders: context.options.extraHeaders)
      }
      return nil
    } catch {
      // Whatever else it is, it must not hide why the commit failed.
      if error.kind == .cancelled { throw error }
      return error
    }
  }
}
