import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import Foundation
import Testing

/// What the service says of one part, in more detail than the fault table asks.
@Suite(.eachBackend) struct PartFaultTests {
  @Test(arguments: [429, 503])
  func retryAfterIsWaitedFor(status: Int) async throws {
    let content = try Content.smallest.get()
    let faults: [Fault] = [
      .status(status, on: .part, nth: 2, retryAfter: .text("17")),
      .status(status, on: .part, nth: 4, retryAfter: .date(inSeconds: 100)),
      .status(status, on: .part, nth: 6, retryAfter: .text("soon")),
    ]
    try await Rig.run(faults: faults) { rig in
      _ = try await rig.upload(content)
      #expect(rig.clock.sleeps.count == 3)
      #expect(rig.clock.sleeps.first == .seconds(17))
      #expect(
        rig.clock.sleeps.dropFirst().first.map { (.seconds(80)...(.seconds(100))).contains($0) } == true)
      #expect(rig.clock.sleeps.last.map { $0 <= .milliseconds(500) } == true)
      #expect(rig.events.retries.map(\.delay) == rig.clock.sleeps)
      #expect(rig.events.retries.allSatisfy { $0.attempt == 1 && $0.error.answer?.status == status })
    }
  }

  @Test func aServerThatNeverRecoversIsGivenUp() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [.status(500, on: .part, nth: 2, times: 0)]) { rig in
      let error = try await failure {
        try await rig.upload(
          content, rig.options { $0.retries = RetryPolicy(maximumAttempts: 4, patience: .zero) })
      }
      #expect(error.kind == .serverError)
      #expect(error.isTemporary)
      #expect(rig.count(1).attempts == 4)
      #expect(rig.events.retries.map(\.attempt) == [1, 2, 3])
      #expect(error.session?.acknowledgedBytes == Int64(Rig.partSize))
      expectSoundProgress(rig.events, total: content.count, isFinished: false)
    }
  }

  @Test func anAnswerWithAnotherDigestIsAnError() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [Fault(on: .part, nth: 2, do: .wrongSHA1)]) { rig in
      let error = try await failure { try await rig.upload(content) }
      #expect(error.message.contains("5a5a5a"))
      #expect(rig.counters.requests(for: .commit) == 0)
    }
  }

  @Test func endpointsElsewhereGetNoToken() async throws {
    let content = try Content.smallest.get()
    let fault = Fault(on: .create, do: .sessionEndpoints(origin: "http://127.0.0.1:1"))
    try await Rig.run(faults: [fault]) { rig in
      let error = try await failure { try await rig.upload(content) }
      #expect(error.kind == .urlRefused)
      #expect(error.session?.id == rig.events.sessions.first?.id)
      #expect(rig.counters.requests(for: .part) == 0)
    }
  }

  /// A range that does not fit the session fits no better the second time.
  @Test func a416OfAnotherKindIsTheEnd() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [.status(416, "range_does_not_fit", on: .part, nth: 2)]) { rig in
      let error = try await failure { try await rig.upload(content) }
      #expect(error.kind == .rangeConflict)
      #expect(rig.count(1).attempts == 1)
      #expect((1...2).contains(rig.counters.requests(for: .list)), "it might have been there")
    }
  }
}
