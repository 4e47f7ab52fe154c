import Testing

@testable import ChunkCore

/// Waits between attempts. They are random, so each bound is tried many times.
@Suite struct RetryPolicyTests {
  private func delays(_ policy: RetryPolicy, attempt: Int, retryAfter: Duration? = nil) -> [Duration] {
    (0..<500).map { _ in policy.delay(afterAttempt: attempt, retryAfter: retryAfter) }
  }

  @Test(arguments: [(1, 1), (2, 2), (3, 4), (4, 8), (5, 10), (64, 10), (.max, 10), (0, 1)])
  func theBoundDoublesUpToTheMaximum(attempt: Int, seconds: Int) throws {
    let policy = RetryPolicy(maximumAttempts: 9, baseDelay: .seconds(1), maximumDelay: .seconds(10))
    let delays = delays(policy, attempt: attempt)
    #expect(delays.allSatisfy { $0 >= .zero && $0 <= .seconds(seconds) })
    // Full jitter: the whole room is used, or many clients come back together.
    let most = try #require(delays.max())
    let least = try #require(delays.min())
    #expect(most > .seconds(seconds) * 0.8)
    #expect(least < .seconds(seconds) * 0.2)
  }

  @Test func retryAfterIsAFloorAndMayExceedTheMaximum() {
    let policy = RetryPolicy(baseDelay: .seconds(1), maximumDelay: .seconds(2))
    #expect(delays(policy, attempt: 1, retryAfter: .seconds(60)).allSatisfy { $0 == .seconds(60) })
    #expect(
      delays(policy, attempt: 9, retryAfter: .seconds(1)).allSatisfy {
        $0 >= .seconds(1) && $0 <= .seconds(2)
      })
  }

  @Test func noDelayIsPossible() {
    #expect(delays(RetryPolicy(baseDelay: .zero), attempt: 5).allSatisfy { $0 == .zero })
  }
}
