import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import ChunkTestSupport
import Foundation
import Testing

@testable import ChunkCore

/// Which uploads are planned, and how much of them.
@Suite struct PlanExtentTests {
  private static let partSize = 1 << 20
  private static let content = Result { try Content(count: 20 << 20, seed: 11) }

  /// Twenty parts of a mebibyte, of a file that is there, as a new file.
  private func again(
    _ content: Content, plan: UploadPlanning = .automatic,
    configure: @Sendable (inout EmulatorConfiguration) -> Void = { _ in },
    _ check: @Sendable (Rig) async throws -> Void
  ) async throws {
    let configure = { @Sendable (configuration: inout EmulatorConfiguration) in
      configuration.partSize = Int64(Self.partSize)
      configure(&configuration)
    }
    try await Rig.runWithFile(try Self.content.get(), configure: configure) { rig, _ in
      let file = try await rig.manager.uploadBigFile(
        file: .bytes(content.data), fileName: "b.bin", parentFolderId: "0",
        options: rig.options { $0.plan = plan })
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.events.parts.count == 20)
      expectSoundProgress(rig.events, total: content.count, isParallel: true)
      try await check(rig)
    }
  }

  @Test func aCopyOfAFileThatIsThereIsFoundByAProbe() async throws {
    try await again(try Self.content.get()) { rig in
      // A few parts went out, while others were asked for: at most those before the probe's end, and what
      // was hashed before its answer came.
      #expect(rig.events.plans.first == UploadEvent.Plan(hits: 2, misses: 0, hitBytes: 2 << 20))
      #expect(rig.counters.receivedBytes < 20 << 20)
      #expect(rig.counters.requests(for: .plan) > 1)
    }
  }

  @Test func aFileThatIsNewIsProbedOnce() async throws {
    let other = try Content(count: 20 << 20, seed: 12)
    try await again(other) { rig in
      #expect(rig.events.plans == [UploadEvent.Plan(hits: 0, misses: 2, hitBytes: 0)])
      #expect(rig.counters.receivedBytes == other.count)
    }
  }

  @Test func alwaysAsksForAll() async throws {
    try await again(try Self.content.get(), plan: .always) { rig in
      #expect(rig.events.statistics?.hits == 20)
      #expect(rig.counters.receivedBytes == 0)
    }
  }

  @Test func aSmallNewFileIsNotProbed() async throws {
    let content = try Content.smallest.get()
    try await Rig.runWithFile(content) { rig, _ in
      let file = try await rig.manager.uploadBigFile(
        file: .bytes(content.data), fileName: "b.bin", parentFolderId: "0", options: rig.options())
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.counters.requests(for: .plan) == 0)
    }
  }

  @Test(arguments: [UploadPlanning.automatic, .always])
  func aServiceWithoutPlans(plan: UploadPlanning) async throws {
    let content = try Content.smallest.get()
    try await Rig.runWithFile(content, configure: { $0.hasPlans = false }) { rig, first in
      let changed = try content.changed(inParts: 1)
      let options = rig.options { $0.plan = plan }
      try await rig.upload(changed, asVersionOf: first, sending: content.count, options)
      // Who insists asks by the session's id, and is told that it was of no use.
      #expect(rig.counters.requests(for: .plan) == (plan == .always ? 1 : 0))
      #expect(rig.events.notices.map(\.kind) == (plan == .always ? [.notPlanned] : []))
    }
  }

  /// An upload was ended, and its session has expired; but the service still has its parts.
  @Test func theSessionIsLostAndItsPartsAreNot() async throws {
    let content = try Content.smallest.get()
    let place = try ResumingTests.Place(content)
    let configure = { @Sendable (configuration: inout EmulatorConfiguration) in
      configuration.holdsEndedSessions = true
    }
    try await Rig.run(faults: [.status(403, on: .part, nth: 4)], configure: configure) { rig in
      let error = try await failure { try await place.upload(rig) }
      rig.emulator.setFaults([])
      _ = try await rig.manager.deleteFileUploadSessionById(uploadSessionId: error.session?.id ?? "")
      rig.emulator.resetCounters()
      let file = try await place.upload(rig)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.events.notices.map(\.kind) == [.startedAnew])
      #expect(rig.events.statistics?.hits == 3)
      #expect(rig.counters.receivedBytes == content.count - 3 * Int64(Rig.partSize))
      #expect(place.left.isEmpty)
    }
  }
}
