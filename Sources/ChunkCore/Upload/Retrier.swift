/// Sends a request again after temporary failures.
struct Retrier: Sendable {
  let policy: RetryPolicy
  let time: TimeSource
  let report: @Sendable (UploadEvent) -> Void

  /// Runs a request until it succeeds, fails for good, or was tried often enough.
  func run<Value: Sendable>(
    _ body: () async throws(ChunkError) -> Value
  ) async throws(ChunkError) -> Value {
    var attempt = 1
    while true {
      do {
        return try await body()
      } catch {
        guard error.isTemporary else { throw error }
        try await wait(after: error, attempt: attempt)
        attempt += 1
      }
    }
  }

  /// Waits before the next attempt, or throws the error if there is none.
  func wait(after error: ChunkError, attempt: Int) async throws(ChunkError) {
    try await wait(try delay(after: error, attempt: attempt), after: error, attempt: attempt)
  }

  /// Waits for so long before the next attempt, and says so.
  func wait(_ delay: Duration, after error: ChunkError, attempt: Int) async throws(ChunkError) {
    report(.retrying(UploadEvent.Retry(error: error, attempt: attempt, delay: delay)))
    try await time.sleep(for: delay)
  }

  /// The wait before the next attempt.
  ///
  /// - Throws: The error, if there is no next attempt, or if the service asks for a longer wait than
  ///   the policy allows: then it is for the caller to come back.
  func delay(after error: ChunkError, attempt: Int) throws(ChunkError) -> Duration {
    let asked = error.answer?.retryAfter
    guard attempt < policy.maximumAttempts, (asked ?? .zero) <= policy.maximumRetryAfter else { throw error }
    return policy.delay(afterAttempt: attempt, retryAfter: asked)
  }
}
