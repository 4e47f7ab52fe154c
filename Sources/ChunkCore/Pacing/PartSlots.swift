internal import ChunkThreads

/// The places in flight, shared by all parts of all uploads of one budget. Who waits gets a place in
/// order: an earlier upload before a later one, and of one upload the earlier part.
final class PartSlots: Sendable {
  /// Who is first: the upload's number, then the part's.
  struct Rank: Sendable, Comparable {
    let upload: Int
    let part: Int64

    static func < (left: Rank, right: Rank) -> Bool {
      (left.upload, left.part) < (right.upload, right.part)
    }
  }

  /// A place in flight. Give it back, whatever happens.
  struct Slot: Sendable {
    fileprivate let start: AdaptiveLimit.Start
    /// At most so many bytes of the part may go out in a second.
    let maximumBytesPerSecond: Int64?
  }

  /// What came of a part's attempt.
  enum Outcome: Sendable {
    case acknowledged(bytes: Int64)
    /// The service asks for less; and for a pause of all, perhaps.
    case throttled(pause: Duration?)
    case failed
  }

  private struct Waiting {
    let rank: Rank
    let remaining: Int64
    let turn: OneShot
  }

  private struct State {
    var limit: AdaptiveLimit
    var rate: RateShare?
    var inFlight = 0
    var highest = 0
    var waiting: [Waiting] = []
    /// The shares of the rate of those that were let in and have not noticed yet.
    var shares: [ObjectIdentifier: Int64] = [:]
    /// Nothing begins before.
    var pausedUntil: Duration?
    var uploads = 0
  }

  private let state: Mutex<State>

  init(_ concurrency: UploadConcurrency, maximumBytesPerSecond: Int64?) {
    let rate = maximumBytesPerSecond.map { RateShare(bytesPerSecond: $0) }
    let limit = AdaptiveLimit(rate.map { $0.bounded(concurrency) } ?? concurrency, isMeasuring: rate == nil)
    state = Mutex(State(limit: limit, rate: rate))
  }

  /// How many may be in flight now.
  var limit: Int { state.withLock { $0.limit.limit } }
  /// How many there may ever be.
  var maximum: Int { state.withLock { $0.limit.concurrency.maximum } }
  /// Whether the service has asked for a pause that is not over.
  func isPaused(_ time: TimeSource) -> Bool { state.withLock { ($0.pausedUntil ?? .zero) > time.now() } }
  /// How many wait for a place.
  var waitingCount: Int { state.withLock { $0.waiting.count } }
  /// How many there were at most.
  var highest: Int { state.withLock { $0.highest } }

  /// A number for an upload that joins: later ones come after it.
  func join() -> Int {
    state.withLock { state in
      state.uploads += 1
      return state.uploads
    }
  }

  /// Waits for a place in flight.
  ///
  /// - Parameter remaining: How many parts the upload still has, this one included.
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/cancelled`` if the task is cancelled.
  func take(_ rank: Rank, remaining: Int64, _ time: TimeSource) async throws(ChunkError) -> Slot {
    let turn = OneShot()
    state.withLock { state in
      let index = state.waiting.firstIndex { rank < $0.rank } ?? state.waiting.endIndex
      state.waiting.insert(Waiting(rank: rank, remaining: remaining, turn: turn), at: index)
      Self.letIn(&state)
    }
    guard await turn.wait() else {
      state.withLock { $0.waiting.removeAll { $0.turn === turn } }
      throw .cancelled
    }
    let share = state.withLock { $0.shares.removeValue(forKey: ObjectIdentifier(turn)) }
    do {
      try await waitForPause(time)
    } catch {
      leave { state in
        if let share { state.rate?.give(back: share) }
      }
      throw error
    }
    return state.withLock { state in
      Slot(start: state.limit.start(at: time.now(), inFlight: state.inFlight), maximumBytesPerSecond: share)
    }
  }

  /// Bytes of a part are leaving.
  ///
  /// - Returns: The limit, if this has changed it.
  func moved(_ time: TimeSource) -> Int? {
    state.withLock { state in
      let before = state.limit.limit
      state.limit.moved(at: time.now())
      Self.letIn(&state)
      return state.limit.limit == before ? nil : state.limit.limit
    }
  }

  /// Gives a place back.
  ///
  /// - Returns: The limit, if this has changed it.
  func give(back slot: Slot, _ outcome: Outcome, _ time: TimeSource) -> Int? {
    leave { state in
      if let share = slot.maximumBytesPerSecond { state.rate?.give(back: share) }
      let before = state.limit.limit
      switch outcome {
      case .acknowledged(let bytes):
        state.limit.acknowledged(slot.start, bytes: bytes, at: time.now(), inFlight: state.inFlight)
      case .throttled(let pause):
        state.limit.throttled(slot.start, inFlight: state.inFlight)
        if let pause { state.pausedUntil = max(state.pausedUntil ?? .zero, time.now() + pause) }
      case .failed:
        break
      }
      return state.limit.limit == before ? nil : state.limit.limit
    }
  }

  private func leave<Value: Sendable>(_ body: (inout sending State) -> Value) -> Value {
    state.withLock { state in
      let value = body(&state)
      state.inFlight -= 1
      Self.letIn(&state)
      return value
    }
  }

  private static func letIn(_ state: inout State) {
    while state.inFlight < state.limit.limit, let first = state.waiting.first {
      guard state.rate?.hasRoom(limit: state.limit.limit) ?? true else { return }
      state.waiting.removeFirst()
      let share = state.rate?.take(limit: state.limit.limit, remaining: first.remaining)
      state.shares[ObjectIdentifier(first.turn)] = share
      guard first.turn.signal() else {
        // It was cancelled in between and leaves its place to the next.
        state.shares[ObjectIdentifier(first.turn)] = nil
        if let share { state.rate?.give(back: share) }
        continue
      }
      state.inFlight += 1
      state.highest = max(state.highest, state.inFlight)
    }
  }

  private func waitForPause(_ time: TimeSource) async throws(ChunkError) {
    while let until = state.withLock({ $0.pausedUntil }) {
      let left = until - time.now()
      guard left > .zero else { return }
      try await time.sleep(for: left)
    }
  }
}
