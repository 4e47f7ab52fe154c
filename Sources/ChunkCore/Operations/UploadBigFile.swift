internal import ChunkDigest
public import ChunkModels

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

extension ChunkedUploadsManager {
  /// Uploads a file of 20,000,000 bytes or more: opens a session, sends the parts, commits, and
  /// checks that the service has what was sent.
  ///
  /// - Parameters:
  ///   - file: The bytes: a path, a descriptor, bytes in memory, or a stream.
  ///   - fileName: The file's name in the folder; `nil` takes the last component of a path.
  ///   - fileSize: The file's size in bytes. Streams need it; for the others it is checked if given.
  ///   - parentFolderId: The folder's id; `0` is the root folder.
  ///   - options: How it is to be done.
  /// - Returns: The file, its size and SHA-1 equal to the source's.
  /// - Throws: ``ChunkError``. Its ``ChunkError/session`` names the session that is left open, with
  ///   the bytes that it holds: call again with ``UploadOptions/sessionId`` to go on.
  public func uploadBigFile(
    file: UploadSource, fileName: String? = nil, fileSize: Int64? = nil, parentFolderId: String,
    options: UploadOptions = UploadOptions()
  ) async throws(ChunkError) -> FileFull {
    let name = if let fileName { fileName } else { try file.lastPathComponent() }
    try ArgumentChecks.fileName(name)
    try ServiceCall.check(options.extraHeaders)
    try ArgumentChecks.id(parentFolderId, of: "folder")
    let (source, size) = try OpenedSource.open(file, fileSize: fileSize)
    try ArgumentChecks.fileSize(size)

    let target = UploadTarget(folderId: parentFolderId, fileName: name, fileSize: size)
    let context = try UploadContext(
      options: options, totalBytes: size, time: time, record: record(of: file, source, target))
    do throws(ChunkError) {
      let file = try await upload(source, target, context)
      context.reportStatistics(totalBytes: size)
      context.events.report(.finished(file))
      return file
    } catch {
      context.journal?.close()
      context.reportStatistics(totalBytes: size)
      throw error
    }
  }

  private func upload(
    _ source: OpenedSource, _ target: UploadTarget, _ context: UploadContext
  ) async throws(ChunkError) -> FileFull {
    let size = target.fileSize
    let routes: SessionRoutes
    let isContinued: Bool
    var isForeign = false
    switch try await SessionOpening(manager: self, source: source, context: context).open(target) {
    case .file(let file):
      context.journal?.remove()
      return file
    case .session(let opened, let wasOpen): (routes, isContinued) = (opened, wasOpen)
    case .foreignSession(let opened): (routes, isContinued, isForeign) = (opened, true, true)
    }
    let committed: (file: FileFull, digest: Digest<SHA1>)
    do throws(ChunkError) {
      let layout = try PartLayout(
        fileSize: size, partSize: routes.session.partSize, totalParts: routes.session.totalParts)
      let stored = isContinued ? try await StoredParts.list(routes, context.retrier) : StoredParts()
      // A record that names somebody else's session would be in the way of the next run: of such a one it
      // is written with the first part that turns out to be ours.
      if !isForeign || stored.count == 0 {
        context.journal?.opened(routes.session, layout, context.options.attributes)
      }
      context.meter.noteStored(stored.byteCount(in: layout))
      context.events.report(
        .sessionOpened(UploadEvent.Session(routes, layout, stored, isContinued: isContinued)))
      let run = UploadRun(
        routes: routes, target: target, layout: layout, source: source, stored: stored, context: context)
      committed = try await run.run()
    } catch {
      let isOurs = !isContinued || (error.kind != .sourceChanged && error.kind != .malformedAnswer)
      throw await UploadEnd(routes: routes, context: context, isOurs: isOurs).settled(error)
    }
    // The commit has ended the session: a file that is wrong leaves none to go on with or to abort.
    context.journal?.remove()
    try ResultCheck.check(committed.file, size: size, digest: committed.digest)
    return committed.file
  }

  /// Which record is the upload's: that of a file which can be found again by its path.
  private func record(
    of file: UploadSource, _ source: OpenedSource, _ target: UploadTarget
  ) -> (ResumeKey, SourceIdentity)? {
    guard case .path(let path) = file.storage, case .region(let reader) = source,
      let identity = reader.identity, let resolved = UploadSource.resolvedPath(path)
    else { return nil }
    let key = ResumeKey(
      uploadURL: endpoints.uploadURL, folderId: target.folderId, fileName: target.fileName,
      sourcePath: resolved)
    return (key, identity)
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
  /// A path as an absolute one without symbolic links; `nil` if the system has none.
  fileprivate static func resolvedPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  fileprivate func lastPathComponent() throws(ChunkError) -> String {
    guard case .path(let path) = storage, let last = path.split(separator: "/").last else {
      throw .invalidArgument("The upload has no file name", "Give the name that the file is to have")
    }
    return String(last)
  }
}
