import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import ChunkTestSupport
import Foundation
import Testing

@testable import ChunkCore

/// A service that is away for a while, or wants less: nobody is to make it worse.
@Suite struct OutageTests {
  /// A minute on the test's clock, from the sixth request on, with eight parts in flight.
  @Test(arguments: Backend.all)
  func aMinuteMakesNoStorm(backend: Backend) async throws {
    let content = try Content.smallest.get()
    let away = Fault(on: .any, nth: 6, times: 0, do: .status(StatusAnswer(status: 503), at: .before))
    let (running, outage) = (Shared<Rig?>(nil), Shared((before: 0, during: 0)))
    try await Rig.run(
      backend, faults: [away],
      before: { _ in
        guard let rig = running.value else { return }
        if rig.clock.now.offset >= .seconds(60) { return rig.emulator.setFaults([]) }
        outage.change { if $0.before < 5 { $0.before += 1 } else { $0.during += 1 } }
      },
      configure: { $0.partSize = 1 << 20 },
      { rig in
        running.change { $0 = rig }
        let file = try await rig.upload(
          content,
          rig.options {
            $0.retries = RetryPolicy()
            $0.budget = UploadBudget(concurrency: .fixed(8))
          })
        #expect(file.sha1 == content.sha1.hexadecimal)
        #expect(!rig.counters.hasResentAcknowledgedPart)
        // Those in flight, for each the question whether it landed, what the budget has, and what the
        // four parts give it that are stored when the outage has begun already.
        let most = 8 + 8 + 10 + 60 / 5 + 4
        #expect(outage.value.during <= most, "\(outage.value.during) requests")
        #expect(outage.value.during > 8, "it was there")
        running.change { $0 = nil }
      })
  }

  /// The search for more begins with four, and tries a fourth again from time to time.
  @Test(arguments: Backend.all)
  func aServiceThatWantsNoMoreThanThreeGetsThree(backend: Backend) async throws {
    let content = try Content.smallest.get()
    let throttle = Fault(on: .part, times: 0, do: .throttle(inFlight: 3, retryAfter: .text("0")))
    try await Rig.run(
      backend, faults: [Fault(on: .part, times: 0, do: .delay(milliseconds: 20)), throttle],
      configure: { $0.partSize = 1 << 18 },
      { rig in
        let manager = try rig.managerOnTheRealClock()
        let budget = UploadBudget(concurrency: .automatic())
        let file = try await manager.uploadBigFile(
          file: .bytes(content.data), fileName: "a.bin", parentFolderId: "0",
          options: rig.options {
            $0.budget = budget
            $0.retries = RetryPolicy(baseDelay: .milliseconds(20))
          })
        #expect(file.sha1 == content.sha1.hexadecimal)
        #expect(rig.counters.maximumInFlight == 3)
        #expect((1...12).contains(rig.counters.throttled), "\(rig.counters.throttled) of 77 were refused")
        #expect(rig.events.statistics?.throttles == rig.counters.throttled)
        #expect(rig.events.parts.count == 77)
        #expect(!rig.counters.hasResentAcknowledgedPart)
      })
  }
}
