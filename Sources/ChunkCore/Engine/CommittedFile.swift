internal import ChunkDigest
internal import ChunkModels

/// Finds the file that a commit has made although its answer was not heard: that of a new file by its
/// name, which is taken by a file with our digest; that of a version by its id.
struct CommittedFile: Sendable {
  let manager: ChunkedUploadsManager
  let target: UploadTarget
  let context: UploadContext

  /// Whether it can be looked for without a refusal that names it.
  var isFindable: Bool {
    if case .version = target.place { true } else { context.isTargetKnown }
  }

  /// The file, if a refused commit shows it. The service says that the name is taken when it is asked
  /// to commit again, or it says only that the session is gone; then it is asked for the name.
  func found(after error: ChunkError, _ digest: Digest<SHA1>) async throws(ChunkError) -> Response<FileFull>?
  {
    switch (target.place, error.kind) {
    case (.newFile, .sessionGone): context.isTargetKnown ? try await found(digest) : nil
    case (.newFile, _): try await file(of: error, digest)
    // Our own version has another etag than the one that was replaced: that is a 412 as well.
    case (.version, .sessionGone), (.version, .conflict), (.version, .preconditionFailed):
      try await found(digest)
    case (.version, _): nil
    }
  }

  /// The file, if the target's name is taken by one of this digest, or if the file of the version has it.
  func found(_ digest: Digest<SHA1>) async throws(ChunkError) -> Response<FileFull>? {
    switch target.place {
    case .newFile(let folderId, let name):
      return try await file(of: try await refusal(of: name, in: folderId), digest)
    case .version(_, let name):
      let file = try await existing(digest)
      return name == nil || file?.name == name ? file : nil
    }
  }

  /// The file of a version, if it has this content; `nil` also if it cannot be read.
  func existing(_ digest: Digest<SHA1>) async throws(ChunkError) -> Response<FileFull>? {
    guard case .version(let id, _) = target.place else { return nil }
    do throws(ChunkError) {
      let file = try await manager.file(id: id, context)
      let isOurs = file.size == target.fileSize && file.sha1.flatMap(Digest.init(hexadecimal:)) == digest
      return isOurs ? file : nil
    } catch {
      // Whatever else it is, it must not hide what the commit was answered.
      if error.kind == .cancelled { throw error }
      return nil
    }
  }

  /// A refused condition with what it was about: the service says no more than 412.
  func explained(_ error: ChunkError) async -> ChunkError {
    guard case .version(let id, _) = target.place, let ifMatch = target.ifMatch,
      error.kind == .preconditionFailed
    else { return error }
    let file = try? await manager.file(id: id, extraHeaders: context.options.extraHeaders).value
    let etag = file?.etag.map { "; it is '\($0.escapingControls())' now" } ?? ""
    var error = error
    error.message = "File \(id) was changed meanwhile: its etag is not '\(ifMatch)' any more\(etag)"
    error.remedy =
      target.isInstead
      ? "Look at the file as it is now; the same upload again replaces it, and sends no part again"
      : "Look at the file as it is now; to replace it all the same, upload again with its present etag, "
        + "or without one"
    return error
  }

  private func file(of refusal: ChunkError?, _ digest: Digest<SHA1>) async throws(ChunkError) -> Response<
    FileFull
  >? {
    guard refusal?.kind == .conflict, let conflicts = refusal?.answer?.error?.contextInfo?.conflicts else {
      return nil
    }
    let ours = conflicts.first { $0.sha1.flatMap { Digest<SHA1>(hexadecimal: $0) } == digest }
    guard let id = ours?.id else { return nil }
    return try await manager.file(id: id, context)
  }

  /// The refusal of a file's name; `nil` if it is free.
  private func refusal(of name: String, in folderId: String) async throws(ChunkError) -> ChunkError? {
    do throws(ChunkError) {
      try await context.retrier.run { () async throws(ChunkError) in
        try await manager.preflight(
          folderId: folderId, fileName: name, fileSize: target.fileSize,
          extraHeaders: context.options.extraHeaders)
      }
      return nil
    } catch {
      // Whatever else it is, it must not hide why the commit failed.
      if error.kind == .cancelled { throw error }
      return error
    }
  }
}
