internal import ChunkThreads

/// The retries that all requests of a budget's uploads share: a token bucket. When it is empty a retry does
/// not fail, it waits for its token; so an outage makes no storm, and is survived.
final class RetryBudget: Sendable {
  private struct State {
    /// Below zero, retries have been promised that are still to be filled.
    var tokens: Double
    var filledAt: Duration?
    /// Failures since an upload got further.
    var failures = 0
    var waiting: [OneShot] = []
  }

  private let state: Mutex<State>
  private let policy: RetryPolicy

  /// So many failures in a row without any progress are an outage, not one request's trouble.
  private static let outage = 3

  init(_ policy: RetryPolicy) {
    self.policy = policy
    state = Mutex(State(tokens: Double(policy.burst)))
  }

  /// An upload has got further: the service is there. Retries that wait only because of an outage go on.
  func progressed() {
    state.withLock { state in
      state.tokens = min(Double(policy.burst), max(0, state.tokens) + 1)
      if state.failures >= Self.outage {
        for turn in state.waiting { _ = turn.signal() }
      }
      state.failures = 0
    }
  }

  /// Waits for a delay, and for a token of the bucket.
  ///
  /// - Parameter minimum: What the service asked for; it is waited for whatever happens.
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/cancelled`` if the task is cancelled.
  func wait(_ delay: Duration, atLeast minimum: Duration, _ time: TimeSource) async throws(ChunkError) {
    let turn = OneShot()
    let now = time.now()
    let whole = state.withLock { state in
      state.failures += 1
      fill(&state, now)
      state.tokens -= 1
      let forToken = state.tokens < 0 ? policy.refillInterval * -state.tokens : .zero
      state.waiting.append(turn)
      return max(delay, forToken)
    }
    defer { state.withLock { $0.waiting.removeAll { $0 === turn } } }
    try await time.sleep(for: whole, orUntil: turn)
    let left = now + minimum - time.now()
    if left > .zero { try await time.sleep(for: left) }
  }

  private func fill(_ state: inout State, _ now: Duration) {
    if let last = state.filledAt {
      let filled = (now - last) / policy.refillInterval
      state.tokens = min(Double(policy.burst), state.tokens + filled)
    }
    state.filledAt = now
  }
}
