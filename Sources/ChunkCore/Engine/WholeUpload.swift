internal import ChunkDigest
internal import ChunkModels
internal import Logging

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A whole upload, of a new file or of a version: its session, its parts, its commit, and the comparison.
extension ChunkedUploadsManager {
  func upload(
    _ file: UploadSource, fileSize: Int64?, to place: UploadTarget.Place, ifMatch: String? = nil,
    _ options: UploadOptions
  ) async throws(ChunkError) -> Committed {
    try ServiceCall.check(options.extraHeaders)
    // On a thread of its own: a disk that hangs must hold up neither other tasks nor a cancellation.
    let (source, size, path) = try await WorkerThread.doing { _ throws(ChunkError) in
      let (source, size) = try OpenedSource.open(file, fileSize: fileSize)
      return (source, size, file.resolvedPath)
    }
    try ArgumentChecks.fileSize(size)
    try checkIfExists(options.ifExists, source)

    let target = UploadTarget(place: place, fileSize: size, ifMatch: ifMatch)
    let context = try UploadContext(
      options: options, totalBytes: size, time: time, record: record(of: source, at: path, target))
    if options.ifExists != .fail, let id = options.sessionId, context.journal == nil {
      throw .invalidArgument(
        "What is to happen if the name is taken is decided when a session is opened, and session \(id) is open",
        "Leave it out to go on with the session; if it is one of a new version, upload that by the file's id")
    }
    do throws(ChunkError) {
      let committed = try await upload(source, target, context)
      if committed.isUnchanged { context.reportUnchanged(committed.file, target) }
      context.reportStatistics(totalBytes: size)
      context.events.report(.finished(committed.file))
      return committed
    } catch {
      context.journal?.close()
      context.reportStatistics(totalBytes: size)
      throw error
    }
  }

  /// One session after another, until one is committed: there is a second one only if the name was taken.
  private func upload(
    _ source: OpenedSource, _ asked: UploadTarget, _ firstContext: UploadContext
  ) async throws(ChunkError) -> Committed {
    var context = firstContext
    var names = TakenName(manager: self, source: source, asked: asked, context: context)
    var target = try await names.recorded()
    var goesOn = true
    // A session that could not be committed: its parts are at the service for as long as it is there.
    var left: SessionRoutes?
    while true {
      do throws(ChunkError) {
        let attempt = UploadAttempt(
          manager: self, source: source, target: target, context: context, goesOn: goesOn,
          nameTaken: names.event(for: target))
        let end = try await attempt.run()
        goesOn = false
        switch end {
        case .committed(var committed):
          await left?.drop()
          committed.outcome = target.outcome(isUnchanged: committed.isUnchanged)
          return committed
        case .gone:
          target = asked
        case .nameTaken(let refusal, let session):
          if let session {
            await left?.drop()
            left = session
          }
          switch try await names.decision(after: refusal, of: target) {
          case .unchanged(let file):
            await left?.drop()
            context.journal?.remove()
            return Committed(answer: file, outcome: .unchanged)
          case .target(let other):
            if let session { context = try context.begunAnew(source, after: refusal, session) }
            target = other
          }
        }
      } catch {
        throw await settled(error, left, context)
      }
    }
  }

  /// The error with what it leaves, if a session could not be committed before.
  private func settled(
    _ error: ChunkError, _ left: SessionRoutes?, _ context: UploadContext
  ) async -> ChunkError {
    guard let left else { return error }
    if error.session == nil {
      return await UploadEnd(routes: left, context: context, isOurs: true).settled(error)
    }
    var error = error
    error.message += "; session \(left.id), whose name was taken when it was committed, is left as well"
    return error
  }

  /// Makes sure that a source can be compared before it is sent, if it has to be.
  private func checkIfExists(
    _ choice: UploadOptions.IfExists, _ source: OpenedSource
  ) throws(ChunkError) {
    if case .region = source { return }
    guard choice == .skipSame else { return }
    throw .invalidArgument(
      "A stream cannot be compared with a file that is there before it is sent ('skip-same')",
      "Give a file, or choose another thing to do if the name is taken: fail, version or rename")
  }

  /// Which record is the upload's: that of a file which can be found again by its path.
  private func record(
    of source: OpenedSource, at path: String?, _ target: UploadTarget
  ) -> (ResumeKey, SourceIdentity)? {
    guard let path, case .region(let reader) = source, let identity = reader.identity else { return nil }
    return (ResumeKey(target, uploadURL: endpoints.uploadURL, sourcePath: path), identity)
  }
}

extension UploadSource {
  /// The path as an absolute one without symbolic links; `nil` for other sources, and if the system has none.
  fileprivate var resolvedPath: String? {
    guard case .path(let path) = storage, let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

extension UploadContext {
  fileprivate func reportUnchanged(_ file: FileFull, _ target: UploadTarget) {
    events.report(.unchanged(file))
    guard case .version(let id, let name?) = target.place, file.name != name else { return }
    events.report(
      .notice(
        UploadEvent.Notice(
          kind: .notRenamed,
          message: "File \(id) is still called '\(file.name ?? "")': it was not renamed, since its content "
            + "is unchanged")))
  }
}
