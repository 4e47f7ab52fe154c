internal import ChunkDigest
internal import ChunkModels

/// An upload from the open session to the file: one task reads and hashes ahead, others bring what it
/// has prepared to the server, and when all parts are there they are committed.
struct UploadRun: Sendable {
  let routes: SessionRoutes
  let target: UploadTarget
  let layout: PartLayout
  let source: OpenedSource
  let stored: StoredParts
  /// Whether the service may well hold most parts by another upload.
  let isLikelyThere: Bool
  let context: UploadContext

  /// Sends what is missing and commits. The file that comes of it is still to be compared.
  func run() async throws(ChunkError) -> (Committed, digest: Digest<SHA1>) {
    let digests = try DigestPass()
    let book = PartBook(count: layout.count)
    try await sendAll(digests, book)
    let digest = try digests.wholeDigest()
    try await source.checkUnchanged(digest)
    context.tally.change { $0.hasBegunCommit = true }
    context.events.report(.committing)
    let start = ContinuousClock.now
    defer { context.tally.change { $0.committing += .now - start } }
    let commit = CommitLoop(
      routes: routes, target: target, context: context, canResend: !book.hits.isEmpty && source.canBeReadAgain
    )
    do throws(ChunkError) {
      return (try await commit.run(book.all, digest: digest), digest)
    } catch {
      guard commit.canResend, error.mayBeOfHits else { throw error }
      try await sendHits(of: book, after: error)
      return (try await commit.withoutHits.run(book.all, digest: digest), digest)
    }
  }

  /// Brings all parts to the server.
  ///
  /// - Throws: The first failure; the others are stopped by it.
  private func sendAll(_ digests: DigestPass, _ book: PartBook) async throws(ChunkError) {
    let extent = PlanScope.Extent(
      context.options.plan, isLikely: isLikelyThere, isOffered: routes.offersPlan, layout: layout,
      stored: stored, inFlight: context.budget.slots.maximum)
    let batch = PlanBatch(
      partSize: layout.partSize, isHeld: !source.canBeReadAgain, probed: extent.probed)
    let scope = PlanScope(
      extent, stored: stored, sampling: context.options.plan == .automatic ? batch.sampling : nil)
    let ready = PartFeed(
      capacity: max(ReadingPass.lookAhead, scope.isPlanning ? context.budget.slots.maximum : 0))
    let planner = scope.isPlanning ? planner(scope, batch, ready, book) : nil
    let pass = ReadingPass(
      source: source, layout: layout, digests: digests,
      outlet: PartOutlet(ready: ready, planned: planner.map { ($0.asked, scope) }), tally: context.tally,
      held: context.budget.held)
    try await send(partsOf: ready, book) { group in
      group.addTask {
        await pass.run()
        return nil
      }
      guard let planner else { return }
      group.addTask {
        await planner.run()
        return nil
      }
    }
  }

  private func planner(
    _ scope: PlanScope, _ batch: PlanBatch, _ ready: PartFeed, _ book: PartBook
  ) -> PartPlanner {
    PartPlanner(
      routes: routes, context: context, scope: scope, batch: batch, asked: PartFeed(capacity: batch.most),
      ready: ready
    ) { part, held in
      noteThere(part, held, book, isHit: true)
    }
  }

  struct Failure: Sendable {
    let error: ChunkError
    let isOfSource: Bool
  }

  /// Brings the parts of a feed to the server, as many at once as are allowed.
  ///
  /// - Parameter others: Starts the tasks that fill the feed.
  func send(
    partsOf feed: PartFeed, _ book: PartBook,
    beside others: (inout TaskGroup<Failure?>) -> Void = { _ in }
  ) async throws(ChunkError) {
    let failure = await withTaskGroup(of: Failure?.self) { group in
      others(&group)
      for _ in 0..<min(Int64(context.budget.slots.maximum), layout.count) {
        group.addTask { await sendParts(of: feed, book) }
      }
      var first: ChunkError?
      for await failure in group {
        guard let failure else { continue }
        first = first ?? failure.error
        // When the source fails, what was read of it is good, and what is in flight may arrive.
        if !failure.isOfSource { group.cancelAll() }
      }
      return first
    }
    if let failure { throw failure }
    if Task.isCancelled { throw .cancelled }
  }

  /// One sender: takes the next part and brings it to the server, until there are none.
  private func sendParts(of feed: PartFeed, _ book: PartBook) async -> Failure? {
    let sender = PartSender(
      routes: routes, layout: layout, source: source, retrier: context.retrier, meter: context.meter,
      lane: context.lane, list: context.list)
    while true {
      let part: PreparedPart
      do throws(ChunkError) {
        guard let next = try await feed.next() else { return nil }
        part = next
      } catch {
        return Failure(error: error, isOfSource: error.kind != .cancelled)
      }
      do throws(ChunkError) {
        if Task.isCancelled { throw .cancelled }
        try await bring(part, sender, book)
      } catch {
        // Nobody is to begin another part.
        feed.close(.failure(error))
        return Failure(error: error, isOfSource: false)
      }
    }
  }

  /// Makes sure that the server has a part.
  private func bring(_ part: PreparedPart, _ sender: PartSender, _ book: PartBook) async throws(ChunkError) {
    if let there = stored[part.range.offset] {
      guard there.matches(part) else { throw .otherPart(there, insteadOf: part) }
      return noteThere(part, there, book, isHit: false)
    }
    let isFirst = !book.has(part.range.index)
    book.note(try await sender.send(part, remaining: book.remaining), at: part.range.index)
    if isFirst { noteAcknowledged(part, isSkipped: false) } else { context.meter.dropped(part.range.index) }
  }

  /// A part is on the server already.
  private func noteThere(_ part: PreparedPart, _ there: UploadPart, _ book: PartBook, isHit: Bool) {
    book.note(there, at: part.range.index, isHit: isHit)
    context.tally.change { $0.skippedBytes += part.range.length }
    noteAcknowledged(part, isSkipped: true)
  }

  private func noteAcknowledged(_ part: PreparedPart, isSkipped: Bool) {
    context.meter.acknowledged(part.range)
    context.journal?.openedIfNew(routes.session, layout, context.options.attributes, target)
    context.events.report(
      .partAcknowledged(
        UploadEvent.Part(
          index: part.range.index, offset: part.range.offset, size: part.range.length, isSkipped: isSkipped)))
  }
}
