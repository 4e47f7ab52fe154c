internal import ChunkModels

/// Stands between the reading pass and the senders: asks the service for the parts that it may hold, some
/// at a time, while others are on their way. What it holds counts as sent; the rest goes on to the senders.
struct PartPlanner: Sendable {
  let routes: SessionRoutes
  let context: UploadContext
  let scope: PlanScope
  let batch: PlanBatch
  /// Parts that are to be asked for.
  let asked: PartFeed
  /// Parts that are to be sent.
  let ready: PartFeed
  /// Takes a part that the service holds.
  let take: @Sendable (PreparedPart, UploadPart) -> Void

  /// Asks until the last part, or until nobody takes parts any more.
  func run() async {
    var goal = batch.least
    var isCareful = false
    do throws(ChunkError) {
      while true {
        let parts = try await asked.next(atLeast: scope.isPlanning ? goal : 1, atMost: batch.most)
        if parts.isEmpty { break }
        let held = try await held(of: parts, &isCareful)
        for part in parts {
          if let found = held[part.range.offset] {
            take(part, found)
          } else if await !ready.put(part) {
            asked.close()
            return
          }
        }
        goal = scope.isSampling ? 1 : isCareful ? batch.least : batch.next(after: max(goal, batch.least))
      }
      ready.close()
    } catch {
      asked.close()
      ready.close(.failure(error))
    }
  }

  /// Which of some parts the service holds, by their offsets.
  ///
  /// - Parameter isCareful: Whether the service has refused a plan that was larger than the first one.
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/cancelled``, and nothing else.
  private func held(
    of parts: [PreparedPart], _ isCareful: inout Bool
  ) async throws(ChunkError) -> [Int64: UploadPart] {
    var held: [Int64: UploadPart] = [:]
    var rest = parts[...]
    while !rest.isEmpty, scope.isPlanning {
      let some = rest.prefix(isCareful ? batch.least : batch.most)
      do throws(ChunkError) {
        held.merge(try await answer(to: some)) { first, _ in first }
        rest = rest.dropFirst(some.count)
      } catch {
        if error.kind == .cancelled { throw error }
        if !isCareful, some.count > batch.least, error.mayBeOfSize {
          // Perhaps it was too much at once.
          isCareful = true
        } else {
          scope.end()
          context.events.report(.notPlanned(error))
        }
      }
    }
    return held
  }

  private func answer(to parts: ArraySlice<PreparedPart>) async throws(ChunkError) -> [Int64: UploadPart] {
    let asked = parts.compactMap { part in
      part.content.map {
        UploadPartPlan(offset: part.range.offset, size: part.range.length, sha512: $0.hexadecimal)
      }
    }
    let plan = try await ask(asked)
    var held: [Int64: UploadPart] = [:]
    for part in parts {
      // A hit that nobody asked for, or for other bytes, is none.
      let hit = plan.hits.first { $0.isHit(of: part) }
      held[part.range.offset] = hit.map { UploadPart(hit: $0, of: part) }
    }
    let bytes = held.values.reduce(0) { $0 + ($1.size ?? 0) }
    context.tally.change { counts in
      counts.plans += 1
      counts.hits += held.count
      counts.misses += parts.count - held.count
      counts.hitBytes += bytes
    }
    let missed = parts.reduce(0) { $0 + $1.range.length } - bytes
    scope.answered(
      hits: held.count, misses: parts.count - held.count, missed: missed, isSlow: ready.isWaitedFor)
    // To be told that nothing is there is no progress of an upload.
    if !held.isEmpty { context.retrier.progressed() }
    context.events.report(
      .planned(UploadEvent.Plan(hits: held.count, misses: parts.count - held.count, hitBytes: bytes)))
    return held
  }

  /// Sends a plan, and again after temporary failures: after an outage for as long as any request, but only a few
  /// times if the service answers, and cannot plan. The parts can be sent, after all.
  private func ask(_ parts: [UploadPartPlan]) async throws(ChunkError) -> UploadSessionPlan {
    var refusals = 0
    return try await context.retrier.run { () async throws(ChunkError) in
      do throws(ChunkError) {
        return try await routes.plan(parts)
      } catch {
        guard error.answer != nil else { throw error }
        refusals += 1
        var error = error
        error.isTemporary = error.isTemporary && refusals < Self.attempts
        throw error
      }
    }
  }

  private static let attempts = 3
}

extension UploadPartPlanHit {
  fileprivate func isHit(of part: PreparedPart) -> Bool {
    offset == part.range.offset && size == part.range.length && !partId.isEmpty
      && sha512.lowercased() == part.content?.hexadecimal
  }
}

extension UploadPart {
  fileprivate init(hit: UploadPartPlanHit, of part: PreparedPart) {
    self.init(partId: hit.partId, offset: hit.offset, size: hit.size, sha1: part.digest.hexadecimal)
  }
}

extension ChunkError {
  /// Whether a refusal may be of a plan's size, and not of plans.
  fileprivate var mayBeOfSize: Bool { answer?.status == 400 || answer?.status == 413 }
}

extension UploadEvent {
  fileprivate static func notPlanned(_ error: ChunkError) -> UploadEvent {
    .notice(
      Notice(
        kind: .notPlanned,
        message:
          "The service does not say which parts it holds, so all that follow are sent: \(error.message)"))
  }
}
