import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import ChunkTestSupport
import ChunkTransportTesting
import Foundation
import Testing

@testable import ChunkCore

/// A service that does not plan, or plans badly: the upload goes on.
@Suite struct PlanRefusalTests {
  private static let partSize = 128 << 10

  /// Uploads a version with one part of five changed, and tells the file's bytes that came.
  private func upload(
    _ faults: Fault..., configure: @Sendable (inout EmulatorConfiguration) -> Void = { _ in },
    _ check: @Sendable (Rig, Int64) async throws -> Void
  ) async throws {
    let content = try Content.smallest.get()
    let changed = try content.changed(inParts: 2)
    try await Rig.runWithFile(content, faults: faults, configure: configure) { rig, first in
      let result = try await rig.uploadVersion(changed, of: first)
      #expect(result.file.sha1 == changed.sha1.hexadecimal)
      #expect(!rig.counters.hasResentAcknowledgedPart)
      expectSoundProgress(rig.events, total: changed.count, isParallel: true)
      try await check(rig, rig.counters.receivedBytes)
    }
  }

  @Test(arguments: [400, 403, 404, 405, 413])
  func aRefusal(status: Int) async throws {
    try await upload(.status(status, on: .plan, times: 0)) { rig, bytes in
      #expect(bytes == 20_000_000)
      #expect(rig.counters.requests(for: .plan) == 1)
      let notice = try #require(rig.events.notices.first)
      #expect(notice.kind == .notPlanned)
      #expect(notice.message.contains("\(status)"))
      #expect(rig.events.statistics?.plans == 0)
    }
  }

  /// An outage is waited out; a service that answers and fails is asked three times.
  @Test(arguments: [1, 2, 3])
  func aServerError(times: Int) async throws {
    try await upload(.status(500, on: .plan, times: times)) { rig, bytes in
      #expect(rig.counters.requests(for: .plan) == min(3, times + 1))
      #expect(bytes == (times < 3 ? Int64(Rig.partSize) : 20_000_000))
      #expect(rig.events.notices.count == (times < 3 ? 0 : 1))
    }
  }

  @Test func aThrottleIsKept() async throws {
    try await upload(.status(429, on: .plan, retryAfter: .text("7"))) { rig, bytes in
      #expect(bytes == Int64(Rig.partSize))
      #expect(rig.clock.sleeps.contains { $0 >= .seconds(7) })
    }
  }

  @Test func aConnectionThatIsLost() async throws {
    try await upload(
      Fault(on: .plan, nth: 1, do: .resetAfterBody), Fault(on: .plan, nth: 2, do: .loseAnswer)
    ) { rig, bytes in
      #expect(bytes == Int64(Rig.partSize))
      #expect(rig.events.retries.count == 2)
    }
  }

  @Test(arguments: [
    "{}", #"{"hits":[],"misses":[]}"#,
    #"{"hits":[{"offset":0,"size":4194304,"sha512":"00","part_id":"1"}]}"#,
    #"{"hits":[{"offset":-1,"size":9223372036854775807,"sha512":"","part_id":""}]}"#,
  ])
  func hitsThatNobodyAskedFor(answer: String) async throws {
    let answer = StatusAnswer(status: 200, body: answer, contentType: "application/json")
    try await upload(Fault(on: .plan, do: .status(answer, at: .answer))) { rig, bytes in
      #expect(bytes == 20_000_000)
      #expect(rig.events.plans == [UploadEvent.Plan(hits: 0, misses: 5, hitBytes: 0)])
    }
  }

  @Test func anAnswerThatIsNoPlan() async throws {
    try await upload(Fault(on: .plan, times: 0, do: .html)) { rig, bytes in
      #expect(bytes == 20_000_000)
      #expect(rig.events.notices.map(\.kind) == [.notPlanned])
    }
  }

  /// More parts than the service takes at once: once the plans are as small as the first one, they are taken.
  @Test func aLimitOnTheBatch() async throws {
    let content = try Content(count: 20_000_000, seed: 3)
    let changed = try content.changed(inParts: 150, partSize: Self.partSize)
    for limit in [64, 63] {
      try await Rig.runWithFile(
        content,
        configure: {
          $0.partSize = Int64(Self.partSize)
          $0.maximumPlanParts = limit
        }
      ) { rig, first in
        let isPlanned = limit >= 64
        let bytes = isPlanned ? Int64(Self.partSize) : changed.count
        try await rig.upload(changed, asVersionOf: first, sending: bytes)
        #expect(rig.events.notices.map(\.kind) == (isPlanned ? [] : [.notPlanned]))
      }
    }
  }

  @Test func cancellingEndsAPlan() async throws {
    let content = try Content.smallest.get()
    let stall = Fault(on: .plan, do: .stall(seconds: 3600, at: .answer))
    try await Rig.runWithFile(content, faults: [stall]) { rig, first in
      let upload = rig.manager.startVersionUpload(
        fileId: first.id ?? "", file: .bytes(content.data), options: rig.options())
      #expect(await eventually { rig.counters.requests(for: .plan) == 1 })
      upload.cancel(.abort)
      let error = try await failure { try await upload.file }
      #expect(error.kind == .cancelled)
      #expect(error.session == nil)
    }
  }
}
