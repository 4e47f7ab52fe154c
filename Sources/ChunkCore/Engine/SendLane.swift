internal import ChunkModels
internal import ChunkThreads

/// The way of one upload's parts through the places in flight: waits for one, times the attempt,
/// counts its bytes, and gives the place back with what came of it.
struct SendLane: Sendable {
  typealias Attempt = (
    _ maximumBytesPerSecond: Int64?, _ onBytesSent: @escaping @Sendable (Int64) -> Void
  ) async throws(ChunkError) -> UploadPart

  let slots: PartSlots
  /// The upload's number among those of the budget.
  let number: Int
  let time: TimeSource
  /// A longer pause than this is not made: the upload ends instead, and others are not to wait for it.
  let maximumPause: Duration
  let meter: ProgressMeter
  let tally: UploadTally
  let events: EventSink

  func send(
    _ part: PreparedPart, isRepeated: Bool, remaining: Int64, _ attempt: Attempt
  ) async throws(ChunkError) -> UploadPart {
    let rank = PartSlots.Rank(upload: number, part: part.range.index)
    let slot = try await take(rank, remaining)
    tally.underWay(1)
    defer { tally.underWay(-1) }
    tally.change { counts in
      if isRepeated { counts.resentParts += 1 } else { counts.sentParts += 1 }
    }
    let watch = Stopwatch()
    let result: Result<UploadPart, ChunkError>
    do throws(ChunkError) {
      result = .success(
        try await attempt(slot.maximumBytesPerSecond) { bytes in
          if bytes >= part.range.length { watch.noteAllSent() }
          meter.sent(bytes, of: part.range.index)
          if let limit = slots.moved(time) { events.report(.concurrencyChanged(limit)) }
        })
    } catch {
      result = .failure(error)
    }
    watch.end(tally)
    note(result, slots.give(back: slot, outcome(result, part), time))
    return try result.get()
  }

  private func take(_ rank: PartSlots.Rank, _ remaining: Int64) async throws(ChunkError) -> PartSlots.Slot {
    let isPaused = slots.isPaused(time)
    if isPaused { tally.waits(1) }
    defer { if isPaused { tally.waits(-1) } }
    return try await slots.take(rank, remaining: remaining, time)
  }

  private func outcome(_ result: Result<UploadPart, ChunkError>, _ part: PreparedPart) -> PartSlots.Outcome {
    switch result {
    case .success: .acknowledged(bytes: part.range.length)
    case .failure(let error): error.isThrottle ? .throttled(pause: pause(after: error)) : .failed
    }
  }

  private func pause(after error: ChunkError) -> Duration? {
    error.answer?.retryAfter.flatMap { $0 <= maximumPause ? $0 : nil }
  }

  private func note(_ result: Result<UploadPart, ChunkError>, _ limit: Int?) {
    if case .failure(let error) = result, error.isThrottle {
      tally.change { $0.throttles += 1 }
      events.report(
        .throttled(UploadEvent.Throttle(error: error, pause: pause(after: error), limit: slots.limit)))
    }
    if let limit { events.report(.concurrencyChanged(limit)) }
  }

  /// Tells apart the time in which bytes went out, and the wait for the answer after that.
  private final class Stopwatch: Sendable {
    private let start = ContinuousClock.now
    private let allSent = Mutex<ContinuousClock.Instant?>(nil)

    func noteAllSent() { allSent.withLock { $0 = $0 ?? .now } }

    func end(_ tally: UploadTally) {
      let end = ContinuousClock.now
      let sent = allSent.withLock { $0 } ?? end
      tally.change { $0.sending += sent - start }
      tally.change { $0.answering += end - sent }
    }
  }
}

extension ChunkError {
  /// Whether the service asks for less.
  var isThrottle: Bool { kind == .throttled || kind == .serverError && answer?.status == 503 }
}
