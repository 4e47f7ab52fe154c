import ChunkCore
import ChunkCoreTestSupport
import ChunkDigest
import ChunkEmulator
import ChunkModels
import ChunkTestSupport
import Foundation
import Testing

/// A service that says it holds parts, and does not know them when they are committed.
@Suite struct UntrueHitTests {
  /// A plan's answer that has a hit for each of some parts.
  private static func answer(hitting parts: Int..., of content: Content) throws -> Fault {
    let hits = try parts.map { index in
      let part = content.part(index, size: Rig.partSize)
      return UploadPartPlanHit(
        offset: Int64(index * Rig.partSize), size: Int64(part.count),
        sha512: try SHA512.digest(of: part).hexadecimal.uppercased(), partId: "0000000\(index)")
    }
    let body = try JSONEncoder().encode(UploadSessionPlan(hits: hits))
    return Fault(
      on: .plan,
      do: .status(
        StatusAnswer(
          status: 200, body: String(decoding: body, as: UTF8.self), contentType: "application/json"),
        at: .answer))
  }

  @Test(arguments: [false, true])
  func thePartsAreSentAfterAll(isParallel: Bool) async throws {
    let content = try Content.second.get()
    let fault = try Self.answer(hitting: 1, 3, of: content)
    try await Rig.runWithFile(try Content.smallest.get(), faults: [fault]) { rig, first in
      let options = rig.options { if isParallel { $0.budget = UploadBudget() } }
      try await rig.upload(content, asVersionOf: first, sending: content.count, options)
      #expect(rig.counters.requests(for: .commit) == 4, "three without the parts, and one with them")
      #expect(rig.events.notices.map(\.kind) == [.notPlanned])
      #expect(!rig.counters.hasResentAcknowledgedPart)
      let statistics = try #require(rig.events.statistics)
      #expect(statistics.hits == 0)
      #expect(statistics.misses == 5)
      #expect(statistics.hitBytes == 0)
      #expect(statistics.skippedBytes == 0)
      #expect(rig.events.parts.count == 5, "each part is told of once")
      #expect(rig.events.progress.allSatisfy { $0.acknowledgedBytes <= content.count })
    }
  }

  /// A refusal of something else: the session has the parts, and nothing is sent again.
  @Test func partsThatAreThereAreNotSentAgain() async throws {
    let content = try Content.smallest.get()
    let changed = try content.changed(inParts: 2)
    try await Rig.runWithFile(content, faults: [.status(400, "bad_request", on: .commit)]) { rig, first in
      let error = try await failure { try await rig.uploadVersion(changed, of: first) }
      #expect(error.kind == .badRequest)
      #expect(error.session != nil)
      #expect(rig.counters.receivedBytes == Int64(Rig.partSize))
      #expect(rig.counters.requests(for: .commit) == 1)
      #expect(rig.events.notices.isEmpty)
    }
  }

  /// The bytes of a stream are gone: there is an error, and the session stays.
  @Test func aStreamCannotBeSentAgain() async throws {
    let content = try Content.second.get()
    let fault = try Self.answer(hitting: 0, of: content)
    try await Rig.runWithFile(try Content.smallest.get(), faults: [fault]) { rig, first in
      let error = try await failure {
        try await rig.manager.uploadBigFileVersion(
          fileId: first.id ?? "", file: .stream(AsyncStream([content.data])), fileSize: content.count,
          options: rig.options { $0.budget = UploadBudget(memory: 1 << 30) })
      }
      #expect(error.kind == .partsMismatch)
      #expect(error.session != nil)
    }
  }
}
