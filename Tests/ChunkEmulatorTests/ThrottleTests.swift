import ChunkModels
import Testing

@testable import ChunkEmulator

/// Refusing what comes while too much else is under way, and what it can be combined with.
@Suite struct ThrottleTests {
  private let content = bytes(400_000)

  @Test func partsAboveTheLimitAreRefusedAndTheOthersAreNot() async throws {
    try await withEmulator {
      $0.partSize = 100_000
      $0.faults = [
        Fault(on: .part, times: 0, do: .throttle(inFlight: 3, retryAfter: .text("1"))),
        Fault(on: .part, times: 0, do: .slow(bytesPerSecond: 25_000)),
        Fault(on: .any, times: 0, do: .delay(milliseconds: 80)),
      ]
    } _: { client in
      let session = try await client.create("a", size: content.count)
      async let first = timeOfPart(at: 0, session, client)
      async let second = timeOfPart(at: 100_000, session, client)
      async let third = timeOfPart(at: 200_000, session, client)
      while client.emulator.counters.maximumInFlight < 3 { try await Task.sleep(for: .milliseconds(10)) }
      let refused = try await client.put(session, content, at: 300_000)
      #expect(refused.status == 429)
      #expect(refused.code == "rate_limit_exceeded")
      #expect(refused.headers["retry-after"] == "1")
      // All three take effect together: the rate, the delay, and the limit that these keep.
      for time in try await [first, second, third] { #expect(time >= .milliseconds(4080)) }
      #expect(client.emulator.counters.throttled == 1)
      #expect(client.emulator.counters.maximumInFlight == 3)
      let part = client.emulator.counters.part(session: session.id ?? "", offset: 300_000)
      #expect((part.attempts, part.bytes, part.acknowledged) == (1, 0, 0))
      client.emulator.setFaults([])
      #expect(try await client.put(session, content, at: 300_000).status == 200)
      #expect(try await client.commit(session, content).status == 201)
    }
  }

  private func timeOfPart(at offset: Int, _ session: UploadSession, _ client: Client) async throws -> Duration
  {
    let start = ContinuousClock.now
    #expect(try await client.put(session, content, at: offset).status == 200)
    return ContinuousClock.now - start
  }

  @Test func aClientInTheMiddleOfALargePartSeesTheRefusal() async throws {
    try await withEmulator {
      $0.partSize = 32 << 20
      $0.faults = [Fault(on: .part, do: .throttle(inFlight: 0, retryAfter: .date(inSeconds: 1)))]
    } _: { client in
      let content = [UInt8](repeating: 7, count: 32 << 20)
      let session = try await client.create("a", size: content.count)
      let refused = try await client.put(session, content, at: 0)
      #expect((refused.exitCode, refused.status) == (0, 429))
      #expect(refused.headers["retry-after"]?.hasSuffix("GMT") == true)
      #expect(try await client.put(session, content, at: 0).status == 200)
    }
  }

  @Test func noneInFlightRefusesAll() async throws {
    try await withEmulator {
      $0.partSize = 100_000
      $0.faults = [Fault(on: .part, times: 2, do: .throttle(inFlight: 0, retryAfter: nil))]
    } _: { client in
      let session = try await client.create("a", size: content.count)
      for status in [429, 429, 200] {
        let answer = try await client.put(session, content, at: 0)
        #expect(answer.status == status)
        #expect(answer.headers["retry-after"] == nil)
      }
      #expect(client.emulator.counters.throttled == 2)
    }
  }

  @Test func requestsThatBrokeOffAreNotInFlight() async throws {
    try await withEmulator {
      $0.partSize = 100_000
      $0.faults = [Fault(on: .part, times: 3, do: .resetAfter(bytes: 10_000))]
    } _: { client in
      let session = try await client.create("a", size: content.count)
      for _ in 1...3 { #expect(try await client.put(session, content, at: 0).exitCode != 0) }
      client.emulator.resetCounters()
      #expect(try await client.put(session, content, at: 0).status == 200)
      #expect(client.emulator.counters.maximumInFlight == 1)
    }
  }

  @Test func aThrottleCountsOnlyWhatItRefuses() {
    let queue = FaultQueue()
    let fault = Fault(on: .part, nth: 2, times: 1, do: .throttle(inFlight: 1, retryAfter: nil))
    queue.set([fault], receivedBytes: 0)
    let first = queue.enter(.part, offset: 0, receivedBytes: 0)
    #expect(queue.remaining(receivedBytes: 0) == [fault])
    let second = queue.enter(.part, offset: 1, receivedBytes: 0)
    let third = queue.enter(.part, offset: 2, receivedBytes: 0)
    #expect([first, second, third].map(\.effects.isThrottled) == [false, false, true])
    #expect(third.inFlight == 2)
    for admission in [first, second, third] { queue.leave(.part, admission) }
    #expect(queue.enter(.part, offset: 3, receivedBytes: 0).inFlight == 1)
    #expect(queue.enter(.commit, offset: nil, receivedBytes: 0).inFlight == 1)
  }
}
