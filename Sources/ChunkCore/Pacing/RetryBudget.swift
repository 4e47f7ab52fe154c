internal import Synchronization

/// The retries that all requests of a budget's uploads share: a token bucket. When it is empty a retry does
/// not fail, it waits for its token; so an outage makes no storm, and is survived.
final class RetryBudget: Sendable {
  private struct State {
    /// Below zero, retries have been promised that are still to be filled.
    var tokens: Double
    var filledAt: Duration?
    /// Failures since something succeeded.
    var failures = 0
    var lastProgress: Duration?
    var progressCount = 0
    /// Who waits, and until when it has to whatever happens.
    var waiting: [(notBefore: Duration, turn: OneShot)] = []
  }

  private let state: Mutex<State>
  private let policy: RetryPolicy

  /// So many failures in a row without any success are an outage, not one request's trouble.
  private static let outage = 3

  init(_ policy: RetryPolicy) {
    self.policy = policy
    state = Mutex(State(tokens: Double(policy.burst)))
  }

  /// An upload begins: that it goes on without progress counts from here.
  func began(_ time: TimeSource) { state.withLock { $0.lastProgress = time.now() } }

  /// How often the upload has made progress.
  var progressCount: Int { state.withLock { $0.progressCount } }

  /// For how long there has been no progress.
  func idleTime(_ time: TimeSource) -> Duration {
    state.withLock { state in
      let now = time.now()
      return now - (state.lastProgress ?? now)
    }
  }

  /// A request succeeded: the service is there. Retries that wait only because of an outage go on.
  ///
  /// - Parameter isProgress: Whether it has brought the upload further.
  func succeeded(isProgress: Bool, _ time: TimeSource) {
    state.withLock { state in
      let now = time.now()
      if isProgress {
        state.lastProgress = now
        state.progressCount += 1
      }
      state.tokens = min(Double(policy.burst), max(0, state.tokens) + 1)
      guard state.failures >= Self.outage else { return state.failures = 0 }
      state.failures = 0
      for entry in state.waiting where entry.notBefore <= now { _ = entry.turn.signal() }
    }
  }

  /// Waits for a delay, and for a token of the bucket.
  ///
  /// - Parameter minimum: What the service asked for; it is waited for whatever happens.
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/cancelled`` if the task is cancelled.
  func wait(_ delay: Duration, atLeast minimum: Duration, _ time: TimeSource) async throws(ChunkError) {
    let turn = OneShot()
    let whole = state.withLock { state in
      let now = time.now()
      state.failures += 1
      fill(&state, now)
      state.tokens -= 1
      let forToken = state.tokens < 0 ? policy.refillInterval * -state.tokens : .zero
      state.waiting.append((now + minimum, turn))
      return max(delay, forToken)
    }
    defer { state.withLock { $0.waiting.removeAll { $0.turn === turn } } }
    try await time.sleep(for: whole, orUntil: turn)
  }

  private func fill(_ state: inout State, _ now: Duration) {
    if let last = state.filledAt {
      let filled = (now - last) / policy.refillInterval
      state.tokens = min(Double(policy.burst), state.tokens + filled)
    }
    state.filledAt = now
  }
}
