internal import ChunkDigest
internal import ChunkModels

/// One session of an upload, from its opening to its commit. Mostly there is one; if the name turns out to be
/// taken only when it is committed, there may be another after it.
struct UploadAttempt: Sendable {
  /// How it has ended, if it has not failed.
  indirect enum End: Sendable {
    case committed(Committed)
    /// The name is taken, which may be decided upon. There is a session if it was taken when that was committed.
    case nameTaken(ChunkError, SessionRoutes?)
    /// What an earlier run was at is gone: what was asked for at first counts again.
    case gone
  }

  let manager: ChunkedUploadsManager
  let source: OpenedSource
  let target: UploadTarget
  let context: UploadContext
  /// Whether an earlier session, if there is one, is gone on with.
  let goesOn: Bool
  /// What is told once the session is open.
  let nameTaken: UploadEvent.NameTaken?

  func run() async throws(ChunkError) -> End {
    let beginning: SessionOpening.Beginning
    do throws(ChunkError) {
      let opening = SessionOpening(manager: manager, source: source, context: context, goesOn: goesOn)
      beginning = try await opening.open(target)
    } catch {
      if TakenName.decides(error, target, context.options.ifExists) { return .nameTaken(error, nil) }
      throw error
    }
    if case .gone = beginning { return .gone }
    if let nameTaken { context.events.report(.nameTaken(nameTaken)) }
    switch beginning {
    case .gone: return .gone
    case .file(let file):
      context.journal?.remove()
      return .committed(Committed(answer: file))
    case .session(let routes, let isContinued):
      return try await run(routes, isContinued: isContinued)
    case .anotherSession(let routes):
      return try await run(routes, isContinued: false, isAnother: true)
    case .foreignSession(let routes):
      return try await run(routes, isContinued: true, isForeign: true)
    }
  }

  private func run(
    _ routes: SessionRoutes, isContinued: Bool, isAnother: Bool = false, isForeign: Bool = false
  ) async throws(ChunkError) -> End {
    let committed: Committed
    let digest: Digest<SHA1>
    do throws(ChunkError) {
      let layout = try PartLayout(
        fileSize: target.fileSize, partSize: routes.session.partSize, totalParts: routes.session.totalParts)
      let stored = isContinued ? try await StoredParts.list(routes, context.retrier) : StoredParts()
      // A record that names somebody else's session would be in the way of the next run: of such a one it
      // is written with the first part that turns out to be ours.
      if !isForeign || stored.count == 0 {
        context.journal?.opened(routes.session, layout, context.options.attributes, target)
      }
      context.meter.noteStored(stored.byteCount(in: layout))
      context.events.report(
        .sessionOpened(UploadEvent.Session(routes, layout, stored, isContinued: isContinued)))
      let run = UploadRun(
        routes: routes, target: target, layout: layout, source: source, stored: stored,
        isLikelyThere: isAnother || target.isVersion || context.isSecond, context: context)
      (committed, digest) = try await run.run()
    } catch {
      if context.hasBegunCommit, TakenName.decides(error, target, context.options.ifExists) {
        return .nameTaken(error, routes)
      }
      if error.kind == .preconditionFailed, target.isInstead { context.journal?.conditionRefused() }
      let isOurs = !isContinued || (error.kind != .sourceChanged && error.kind != .malformedAnswer)
      throw await UploadEnd(routes: routes, context: context, isOurs: isOurs).settled(error)
    }
    // The commit has ended the session: a file that is wrong leaves none to go on with or to abort.
    context.journal?.remove()
    try ResultCheck.check(committed.file, is: target, digest: digest)
    if committed.isUnchanged { await routes.drop() }
    return .committed(committed)
  }
}

extension SessionRoutes {
  /// Ends a session that is of no use any more.
  func drop() async {
    guard case .failed(let error) = await abort() else { return }
    manager.logger.warning("A session could not be aborted", metadata: ["error": "\(error)"])
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
