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
    guard attempt < policy.maximumAttempts else { throw error }
    let delay = policy.delay(afterAttempt: attempt, retryAfter: error.answer?.retryAfter)
    report(.retrying(UploadEvent.Retry(error: error, attempt: attempt, delay: delay)))
    try await time.sleep(for: delay)
  }
}
