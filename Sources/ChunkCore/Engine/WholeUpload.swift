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

    let target = UploadTarget(place: place, fileSize: size, ifMatch: ifMatch)
    let context = try UploadContext(
      options: options, totalBytes: size, time: time, record: record(of: source, at: path, target))
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

  private func upload(
    _ source: OpenedSource, _ target: UploadTarget, _ context: UploadContext
  ) async throws(ChunkError) -> Committed {
    let routes: SessionRoutes
    let isContinued: Bool
    var isForeign = false
    var isAnother = false
    switch try await SessionOpening(manager: self, source: source, context: context).open(target) {
    case .file(let file):
      context.journal?.remove()
      return Committed(answer: file)
    case .session(let opened, let wasOpen): (routes, isContinued) = (opened, wasOpen)
    case .anotherSession(let opened): (routes, isContinued, isAnother) = (opened, false, true)
    case .foreignSession(let opened): (routes, isContinued, isForeign) = (opened, true, true)
    }
    let committed: Committed
    let digest: Digest<SHA1>
    do throws(ChunkError) {
      let layout = try PartLayout(
        fileSize: target.fileSize, partSize: routes.session.partSize, totalParts: routes.session.totalParts)
      let stored = isContinued ? try await StoredParts.list(routes, context.retrier) : StoredParts()
      // A record that names somebody else's session would be in the way of the next run: of such a one it
      // is written with the first part that turns out to be ours.
      if !isForeign || stored.count == 0 {
        context.journal?.opened(routes.session, layout, context.options.attributes, target.ifMatch)
      }
      context.meter.noteStored(stored.byteCount(in: layout))
      context.events.report(
        .sessionOpened(UploadEvent.Session(routes, layout, stored, isContinued: isContinued)))
      let run = UploadRun(
        routes: routes, target: target, layout: layout, source: source, stored: stored,
        isLikelyThere: isAnother || target.isVersion, context: context)
      (committed, digest) = try await run.run()
    } catch {
      let isOurs = !isContinued || (error.kind != .sourceChanged && error.kind != .malformedAnswer)
      throw await UploadEnd(routes: routes, context: context, isOurs: isOurs).settled(error)
    }
    // The commit has ended the session: a file that is wrong leaves none to go on with or to abort.
    context.journal?.remove()
    try ResultCheck.check(committed.file, is: target, digest: digest)
    if committed.isUnchanged { await drop(routes) }
    return committed
  }

  /// Which record is the upload's: that of a file which can be found again by its path.
  private func record(
    of source: OpenedSource, at path: String?, _ target: UploadTarget
  ) -> (ResumeKey, SourceIdentity)? {
    guard let path, case .region(let reader) = source, let identity = reader.identity else { return nil }
    return (ResumeKey(target, uploadURL: endpoints.uploadURL, sourcePath: path), identity)
  }

  /// Ends the session of an unchanged version, which no commit has ended: its parts are of no use.
  private func drop(_ routes: SessionRoutes) async {
    guard case .failed(let error) = await routes.abort() else { return }
    logger.warning("A session could not be aborted", metadata: ["error": "\(error)"])
  }
}

extension UploadEvent.Session {
  fileprivate init(
    _ routes: SessionRoutes, _ layout: PartLayout, _ stored: StoredParts, isContinued: Bool
  ) {
    self.init(
      id: routes.id, expiresAt: routes.session.sessionExpiresAt, partSize: layout.partSize,
      totalParts: layout.count, isContinued: isContinued, storedParts: stored.count,
      storedBytes: stored.byteCount(in: layout))
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
