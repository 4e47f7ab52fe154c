import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import ChunkTestSupport
import Foundation
import Testing

@testable import ChunkCore

/// A new version of which the service has most parts.
@Suite struct VersionPlanTests {
  private static let part = Int64(Rig.partSize)

  @Test func onlyThePartThatChangedIsSent() async throws {
    let content = try Content.smallest.get()
    try await Rig.runWithFile(content) { rig, first in
      let changed = try content.changed(inParts: 2)
      try await rig.upload(changed, asVersionOf: first, sending: Self.part)
      #expect(rig.counters.requests(for: .plan) == 1)
      #expect(rig.events.plans == [UploadEvent.Plan(hits: 4, misses: 1, hitBytes: 20_000_000 - Self.part)])
      let skipped = rig.events.parts.filter(\.isSkipped).map(\.index).sorted()
      #expect(skipped == [0, 1, 3, 4])
      let statistics = try #require(rig.events.statistics)
      #expect(statistics.plans == 1)
      #expect(statistics.hits == 4)
      #expect(statistics.misses == 1)
      #expect(statistics.hitBytes == 20_000_000 - Self.part)
      #expect(statistics.skippedBytes == statistics.hitBytes)
      #expect(statistics.wireBytes == Self.part)
      expectSoundProgress(rig.events, total: content.count, isParallel: true)
    }
  }

  @Test func bytesInFrontChangeAllParts() async throws {
    let content = try Content.smallest.get().shifted(by: 1)
    try await Rig.runWithFile(try Content.smallest.get()) { rig, first in
      try await rig.upload(content, asVersionOf: first, sending: content.count)
      #expect(rig.events.plans == [UploadEvent.Plan(hits: 0, misses: 5, hitBytes: 0)])
    }
  }

  /// What comes of parts that moved by whole parts is found too: their place does not matter.
  @Test func partsThatMovedAreFound() async throws {
    let content = try Content.smallest.get().shifted(by: Rig.partSize)
    try await Rig.runWithFile(try Content.smallest.get()) { rig, first in
      // The first one is new. The one that was the last has its size only there.
      try await rig.upload(content, asVersionOf: first, sending: Self.part)
    }
  }

  @Test(arguments: [UploadSource.Form.path, .stream, .pipe])
  func anySource(form: UploadSource.Form) async throws {
    let content = try Content.smallest.get()
    let changed = try content.changed(inParts: 1, 4)
    let last = content.count - 4 * Self.part
    try await Rig.runWithFile(content) { rig, first in
      let source = try OpenSource(form, changed)
      let result = try await rig.manager.uploadBigFileVersion(
        fileId: first.id ?? "", file: source.source, fileSize: changed.count,
        // Room for one part: nothing may wait for more of them.
        options: rig.options { $0.budget = UploadBudget(memory: 0) })
      #expect(result.file.sha1 == changed.sha1.hexadecimal)
      #expect(rig.counters.receivedBytes == Self.part + last)
      #expect(rig.events.statistics?.hits == 3)
    }
  }

  /// There are many parts, and few plans; parts are on their way while others are asked for.
  @Test func plansAreFewAndNoneComesAfterTheLastPart() async throws {
    let size = 128 << 10
    let content = try Content(count: 20_000_000, seed: 3)
    let changed = try Content(count: 20_000_000, seed: 4)
    try await Rig.runWithFile(content, configure: { $0.partSize = Int64(size) }) { rig, first in
      let count = (content.data.count + size - 1) / size
      let options = rig.options { $0.budget = UploadBudget() }
      try await rig.upload(changed, asVersionOf: first, sending: changed.count, options)
      #expect(rig.counters.requests(for: .plan) <= (count + 63) / 64)
      #expect(rig.counters.requests(for: .plan) > 1)
      #expect(rig.planned.first == .plan)
      #expect(rig.planned.last == .part)
      let firstPart = try #require(rig.planned.firstIndex(of: .part))
      #expect(rig.planned[firstPart...].contains(.plan))
    }
  }

  @Test func neverAsksForNothing() async throws {
    let content = try Content.smallest.get()
    try await Rig.runWithFile(content) { rig, first in
      let changed = try content.changed(inParts: 0)
      let options = rig.options { $0.plan = .never }
      try await rig.upload(changed, asVersionOf: first, sending: changed.count, options)
      #expect(rig.counters.requests(for: .plan) == 0)
      #expect(rig.events.plans.isEmpty)
    }
  }

  /// What the session itself has is known by its list, and its parts are compared as ever.
  @Test func partsOfTheSessionAreNotAskedFor() async throws {
    let content = try Content.smallest.get()
    let changed = try content.changed(inParts: 0, 1, 2)
    try await Rig.runWithFile(content, faults: [.status(403, on: .part, nth: 3)]) { rig, first in
      let error = try await failure { try await rig.uploadVersion(changed, of: first) }
      rig.emulator.setFaults([])
      let listed = try await rig.manager.getFileUploadSessionParts(uploadSessionId: error.session?.id ?? "")
      let there = listed.value.entries?.count ?? 0
      rig.emulator.resetCounters()
      let result = try await rig.uploadVersion(
        changed, of: first, rig.options { $0.sessionId = error.session?.id })
      #expect(result.file.sha1 == changed.sha1.hexadecimal)
      #expect(rig.counters.receivedBytes == Self.part)
      // Hits are in the session by now as well.
      let asked = rig.events.plans.last.map { $0.hits + $0.misses }
      #expect(asked == 5 - there)
    }
  }
}
