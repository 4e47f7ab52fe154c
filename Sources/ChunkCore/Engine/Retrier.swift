/// Sends a request again after temporary failures.
struct Retrier: Sendable {
  /// How often one request has failed.
  struct Failures: Sendable {
    /// All in all: the waits grow with it.
    private(set) var count = 0
    /// Since the upload last made progress: the end comes by it.
    private(set) var sinceProgress = 0
    private var progressCount = 0

    fileprivate mutating func add(_ progressCount: Int) {
      count += 1
      sinceProgress = progressCount == self.progressCount ? sinceProgress + 1 : 1
      self.progressCount = progressCount
    }
  }

  var policy: RetryPolicy
  let time: TimeSource
  let budget: RetryBudget
  let health = UploadHealth()
  let events: EventSink
  let tally: UploadTally

  /// The same without patience for outages.
  var impatient: Retrier {
    var retrier = self
    retrier.policy.patience = .zero
    return retrier
  }

  /// Runs a request until it succeeds, fails for good, or was tried often enough.
  func run<Value: Sendable>(
    _ body: () async throws(ChunkError) -> Value
  ) async throws(ChunkError) -> Value {
    var failures = Failures()
    while true {
      do {
        return try await body()
      } catch {
        guard error.isTemporary else { throw error }
        try await wait(after: error, &failures)
      }
    }
  }

  /// The upload has got further: an outage, if there was one, is over.
  func progressed() {
    health.progressed()
    budget.progressed()
  }

  /// Waits before the next attempt, or throws the error if there is none.
  func wait(after error: ChunkError, _ failures: inout Failures) async throws(ChunkError) {
    try await wait(try delay(after: error, &failures), after: error, failures)
  }

  /// Waits for so long before the next attempt, and says so.
  func wait(
    _ delay: Duration, after error: ChunkError, _ failures: Failures
  ) async throws(ChunkError) {
    tally.change { $0.retries += 1 }
    events.report(.retrying(UploadEvent.Retry(error: error, attempt: failures.count, delay: delay)))
    tally.waits(1)
    defer { tally.waits(-1) }
    try await budget.wait(delay, atLeast: error.answer?.retryAfter ?? .zero, time)
  }

  /// The wait before the next attempt.
  ///
  /// - Throws: The error, if there is no next attempt, or if the service asks for a longer wait than
  ///   the policy allows: then it is for the caller to come back.
  func delay(after error: ChunkError, _ failures: inout Failures) throws(ChunkError) -> Duration {
    failures.add(health.progressCount)
    let asked = error.answer?.retryAfter
    let outage = health.failed(time)
    let isOver = failures.sinceProgress >= policy.maximumAttempts && outage >= policy.patience
    guard !isOver, (asked ?? .zero) <= policy.maximumRetryAfter else { throw error }
    return policy.delay(afterAttempt: failures.count, retryAfter: asked)
  }
}
