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
  let context: UploadContext

  /// Sends what is missing and commits. The file that comes of it is still to be compared.
  func run() async throws(ChunkError) -> (Committed, digest: Digest<SHA1>) {
    let digests = try DigestPass()
    let parts = try await sendAll(digests)
    let digest = try digests.wholeDigest()
    try await source.checkUnchanged(digest)
    context.tally.change { $0.hasBegunCommit = true }
    context.events.report(.committing)
    let start = ContinuousClock.now
    defer { context.tally.change { $0.committing += .now - start } }
    let commit = CommitLoop(routes: routes, target: target, context: context)
    return (try await commit.run(parts, digest: digest), digest)
  }

  /// Brings all parts to the server.
  ///
  /// - Throws: The first failure; the others are stopped by it.
  private func sendAll(_ digests: DigestPass) async throws(ChunkError) -> [UploadPart] {
    let feed = PartFeed(capacity: ReadingPass.lookAhead)
    let book = PartBook(count: layout.count)
    let pass = ReadingPass(
      source: source, layout: layout, digests: digests, feed: feed, tally: context.tally,
      held: context.budget.held)
    let failure = await withTaskGroup(of: Failure?.self) { group in
      group.addTask {
        await pass.run()
        return nil
      }
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
    return book.all
  }

  private struct Failure: Sendable {
    let error: ChunkError
    let isOfSource: Bool
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
    let there = stored[part.range.offset]
    if let there {
      guard there.matches(part) else { throw .otherPart(there, insteadOf: part) }
      book.note(there, at: part.range.index)
      context.tally.change { $0.skippedBytes += part.range.length }
    } else {
      book.note(try await sender.send(part, remaining: book.remaining), at: part.range.index)
    }
    context.meter.acknowledged(part.range)
    context.journal?.openedIfNew(routes.session, layout, context.options.attributes, target)
    context.events.report(
      .partAcknowledged(
        UploadEvent.Part(
          index: part.range.index, offset: part.range.offset, size: part.range.length,
          isSkipped: there != nil)))
  }
}
