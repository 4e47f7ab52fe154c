import Synchronization
import Testing

@testable import ChunkEmulator

/// Faults with a limit in seconds.
@Suite struct TimedFaultTests {
  private let script =
    #"[{"on":"any","do":"status","status":503,"for_seconds":60},{"on":"part","times":2,"for_seconds":5,"do":"html"}]"#

  @Test func aLimitInSecondsHitsWithoutACount() throws {
    let faults = try FaultScript.parse(script)
    #expect(faults.map(\.times) == [0, 2])
    #expect(faults.map(\.forSeconds) == [60, 5])
    #expect { try FaultScript.parse(#"[{"on":"any","do":"html","for_seconds":-1}]"#) } throws: { error in
      String(describing: error).contains("\"for_seconds\" must be a number of seconds")
    }
  }

  @Test func timeRunsFromTheFirstHit() throws {
    let clock = Mutex(ContinuousClock.now)
    let queue = FaultQueue { clock.withLock { $0 } }
    let fault = Fault(on: .any, nth: 2, forSeconds: 60, do: .html)
    queue.set([fault], receivedBytes: 0)
    func isHit(after seconds: Int) -> Bool {
      clock.withLock { $0 += .seconds(seconds) }
      return !queue.enter(.get, offset: nil, receivedBytes: 0).actions.isEmpty
    }
    #expect(queue.remaining(receivedBytes: 0) == [fault])
    #expect([100, 100, 20, 39].map(isHit) == [false, true, true, true])
    #expect(queue.remaining(receivedBytes: 0) == [Fault(on: .any, forSeconds: 1, do: .html)])
    #expect([1, 1000].map(isHit) == [false, false])
    #expect(queue.remaining(receivedBytes: 0).isEmpty)
  }

  @Test func clientsSeeTheEndOfAnOutage() async throws {
    try await withEmulator {
      $0.faults = [Fault(on: .any, forSeconds: 0.5, do: .status(StatusAnswer(status: 503), at: .answer))]
    } _: { client in
      #expect(try await client.send("GET", "/2.0/users/me").status == 503)
      try await Task.sleep(for: .seconds(0.5))
      #expect(try await client.send("GET", "/2.0/users/me").status == 200)
    }
  }
}
