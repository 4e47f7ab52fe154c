import ChunkCoreTestSupport
import ChunkTransportTesting
import Testing

@testable import ChunkCore

@Suite struct RetryBudgetTests {
  private let clock = ImmediateClock()
  private var time: TimeSource { TimeSource(clock) }

  @Test func theBurstIsFreeAndTheRestIsNot() async throws {
    let policy = RetryPolicy(burst: 3, refillInterval: .seconds(10))
    let budget = RetryBudget(policy)
    let time = time
    for _ in 0..<3 { try await budget.wait(.zero, atLeast: .zero, time) }
    #expect(clock.sleeps == [.zero, .zero, .zero])
    try await budget.wait(.zero, atLeast: .zero, time)
    #expect(clock.sleeps.last == .seconds(10))
    try await budget.wait(.seconds(60), atLeast: .zero, time)
    #expect(clock.sleeps.last == .seconds(60), "a longer delay covers the wait for a token")
  }

  /// In an outage no more requests go out than the budget has, however long it lasts.
  @Test func anOutageMakesNoStorm() async throws {
    let policy = RetryPolicy(baseDelay: .milliseconds(1), burst: 10, refillInterval: .seconds(5))
    let budget = RetryBudget(policy)
    let time = time
    var retries = 0
    while clock.now.offset < .seconds(60) {
      try await budget.wait(policy.delay(afterAttempt: 1, retryAfter: nil), atLeast: .zero, time)
      retries += 1
    }
    #expect(retries <= 10 + 12 + 1)
  }

  @Test func aSuccessGivesARetryBack() async throws {
    let budget = RetryBudget(RetryPolicy(burst: 1, refillInterval: .seconds(10)))
    let time = time
    for _ in 0..<5 {
      try await budget.wait(.zero, atLeast: .zero, time)
      budget.progressed()
    }
    #expect(clock.sleeps.allSatisfy { $0 == .zero })
  }

  /// How long nothing was tried before the first failure is no outage: a source may be slow.
  @Test func patienceBeginsWithTheFirstFailure() async throws {
    let health = UploadHealth()
    let time = time
    try await clock.sleep(for: .seconds(3600))
    #expect(health.failed(time) == .zero)
    try await clock.sleep(for: .seconds(7))
    #expect(health.failed(time) == .seconds(7))
    health.progressed()
    #expect(health.failed(time) == .zero)
    #expect(health.progressCount == 1)
  }

  /// On a real clock: what waits for an hour goes on when the service is back.
  @Test func theEndOfAnOutageWakesWhoWaits() async throws {
    let budget = RetryBudget(RetryPolicy(burst: 100))
    let time = TimeSource(ContinuousClock())
    let asked = Shared(0)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<3 {
        group.addTask {
          asked.change { $0 += 1 }
          try await budget.wait(.seconds(3600), atLeast: .zero, time)
        }
      }
      while asked.value < 3 { await Task.yield() }
      group.addTask {
        // Until all of them wait; a success before that wakes nobody.
        while true {
          try await Task.sleep(for: .milliseconds(20))
          budget.progressed()
        }
      }
      for _ in 0..<3 { try await group.next() }
      group.cancelAll()
    }
  }

  @Test func whatTheServiceAskedForIsWaitedForAllTheSame() async throws {
    let budget = RetryBudget(RetryPolicy(burst: 100))
    let time = TimeSource(ContinuousClock())
    let waiting = Task { try await budget.wait(.seconds(3600), atLeast: .seconds(3600), time) }
    for _ in 0..<3 { _ = Task { try await budget.wait(.seconds(3600), atLeast: .seconds(3600), time) } }
    try await Task.sleep(for: .milliseconds(100))
    budget.progressed()
    try await Task.sleep(for: .milliseconds(50))
    waiting.cancel()
    await #expect(throws: ChunkError.self) { try await waiting.value }
  }
}
