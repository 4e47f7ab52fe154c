import ChunkModels
import Testing

@testable import ChunkEmulator

/// Refusing what comes while too much else is under way, and what it can be combined with.
@Suite struct ThrottleTests {
  private let content = bytes(400_000)

  /// Sends the session's parts all at once, and gives the answers in the parts' order.
  private func putAll(_ client: Client, _ session: UploadSession, parts: Int) async throws -> [CurlAnswer] {
    try await withThrowingTaskGroup(of: (Int, CurlAnswer).self) { group in
      for part in 0..<parts {
        group.addTask { (part, try await client.put(session, content, at: part * 100_000)) }
      }
      var answers: [Int: CurlAnswer] = [:]
      for try await (part, answer) in group { answers[part] = answer }
      return answers.sorted { $0.key < $1.key }.map(\.value)
    }
  }

  @Test func partsAboveTheLimitAreRefusedAndTheOthersAreNot() async throws {
    try await withEmulator {
      $0.partSize = 100_000
      $0.faults = [
        Fault(on: .part, times: 0, do: .throttle(inFlight: 3, retryAfter: .text("1"))),
        Fault(on: .any, times: 0, do: .slow(bytesPerSecond: 100_000)),
        Fault(on: .any, times: 0, do: .delay(milliseconds: 80)),
      ]
    } _: { client in
      let session = try await client.create("a", size: content.count)
      let start = ContinuousClock.now
      let answers = try await putAll(client, session, parts: 4)
      #expect(ContinuousClock.now - start >= .milliseconds(1080))
      #expect(answers.map(\.status).sorted() == [200, 200, 200, 429])
      let refused = try #require(answers.firstIndex { $0.status == 429 })
      #expect(answers[refused].code == "rate_limit_exceeded")
      #expect(answers[refused].headers["retry-after"] == "1")
      #expect(client.emulator.counters.throttled == 1)
      #expect(client.emulator.counters.maximumInFlight == 3)
      let part = client.emulator.counters.part(session: session.id ?? "", offset: Int64(refused) * 100_000)
      #expect((part.attempts, part.bytes, part.acknowledged) == (1, 0, 0))
      #expect(try await client.put(session, content, at: refused * 100_000).status == 200)
      #expect(try await client.commit(session, content).status == 201)
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
