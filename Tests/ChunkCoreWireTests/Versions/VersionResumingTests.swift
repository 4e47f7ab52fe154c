import ChunkCore
import ChunkCoreTestSupport
import ChunkDigest
import ChunkEmulator
import ChunkModels
import ChunkTestSupport
import Foundation
import Testing

/// The same call of a version again, as another process would make it.
@Suite(.eachBackend) struct VersionResumingTests {
  private typealias Place = ResumingTests.Place

  private static let stop = Fault.status(403, on: .part, nth: 3)

  /// Uploads the file of a place as a version.
  private static func upload(
    _ place: Place, _ rig: Rig, _ id: String?, name: String? = nil, ifMatch: String? = nil
  ) async throws -> VersionResult {
    try await rig.manager.uploadBigFileVersion(
      fileId: id ?? "", file: .path(place.path), fileName: name, ifMatch: ifMatch,
      options: rig.options { $0.resumeStore = place.store })
  }

  /// The one record that is left.
  private static func record(_ place: Place) throws -> ResumeRecord {
    try #require(try place.store.uploads().first).record.get()
  }

  private func interrupted(
    faults: [Fault] = [stop], ifMatch: String? = nil,
    _ body: @Sendable (Rig, ResumingTests.Place, FileFull, ChunkError) async throws -> Void
  ) async throws {
    let place = try Place(try Content.second.get())
    try await Rig.runWithFile(try Content.smallest.get(), faults: faults) { rig, first in
      let error = try await failure { try await Self.upload(place, rig, first.id, ifMatch: ifMatch) }
      rig.emulator.setFaults([])
      try await body(rig, place, first, error)
    }
  }

  @Test func theSameCallGoesOn() async throws {
    try await interrupted { rig, place, first, error in
      #expect(error.kind == .forbidden)
      let record = try Self.record(place)
      #expect(record.fileId == first.id)
      #expect(record.folderId.isEmpty && record.fileName.isEmpty)
      let result = try await Self.upload(place, rig, first.id)
      #expect(result.file.id == first.id)
      #expect(result.file.sha1 == (try Content.second.get()).sha1.hexadecimal)
      #expect(rig.events.sessions.map(\.isContinued) == [false, true])
      #expect(rig.events.parts.suffix(5).map(\.isSkipped) == [true, true, false, false, false])
      #expect(!rig.counters.hasResentAcknowledgedPart)
      #expect(rig.counters.requests(for: .createVersion) == 1)
      #expect(place.left.isEmpty)
    }
  }

  /// A version of another file, a version with another name and a new file are other uploads.
  @Test func otherTargetsHaveOtherRecords() async throws {
    try await interrupted { rig, place, first, _ in
      rig.emulator.setFaults([.status(403, on: .part, times: 0)])
      _ = try await failure { try await Self.upload(place, rig, first.id, name: "b.bin") }
      _ = try await failure {
        try await rig.manager.uploadBigFile(
          file: .path(place.path), fileName: "c.bin", parentFolderId: "0",
          options: rig.options { $0.resumeStore = place.store })
      }
      #expect(rig.events.sessions.map(\.isContinued) == [false, false, false])
      let records = try place.store.uploads().map { try $0.record.get() }
      #expect(records.count == 3)
      #expect(records.compactMap(\.fileId).count == 2)
      #expect(Set(records.map(\.fileName)) == ["", "b.bin", "c.bin"])
    }
  }

  @Test func aSessionThatIsGoneBeginsAnewAndSaysSo() async throws {
    try await interrupted { rig, place, first, error in
      try await rig.manager.deleteFileUploadSessionById(uploadSessionId: try #require(error.session?.id))
      let result = try await Self.upload(place, rig, first.id)
      #expect(result.file.sha1 == (try Content.second.get()).sha1.hexadecimal)
      #expect(rig.events.notices.map(\.kind) == [.startedAnew])
      #expect(place.left.isEmpty)
    }
  }

  /// The process ended between the commit and its answer: the next run finds the version by its file.
  @Test func aCommitWhoseAnswerNobodyHeard() async throws {
    let lost = [
      Fault(on: .commit, do: .loseAnswer), .status(403, on: .file), .status(404, on: .commit, nth: 2),
    ]
    try await interrupted(faults: lost) { rig, place, first, error in
      #expect(error.kind == .sessionGone)
      #expect(try Self.record(place).commit != nil)
      let result = try await Self.upload(place, rig, first.id)
      #expect(!result.isUnchanged)
      #expect(result.file.id == first.id)
      #expect(result.file.sha1 == (try Content.second.get()).sha1.hexadecimal)
      #expect(rig.counters.requests(for: .part) == 5)
      #expect(rig.counters.requests(for: .createVersion) == 1)
      #expect(rig.counters.requests(for: .preflight) == 0)
      #expect(place.left.isEmpty)
    }
  }

  /// The parts wait for who has decided; the record says under which condition they were sent.
  @Test func aRefusedConditionIsGoneOnWithUnderAnother() async throws {
    try await interrupted(faults: [], ifMatch: "77") { rig, place, first, error in
      #expect(error.kind == .preconditionFailed)
      #expect(try Self.record(place).ifMatch == "77")
      let result = try await Self.upload(place, rig, first.id, ifMatch: first.etag)
      #expect(result.file.etag != first.etag)
      #expect(rig.counters.requests(for: .part) == 5)
      #expect(place.left.isEmpty)
    }
  }

  @Test func anUnchangedVersionLeavesNoRecord() async throws {
    let content = try Content.smallest.get()
    let place = try Place(content)
    try await Rig.runWithFile(content, faults: [.status(202, on: .commit)]) { rig, first in
      let result = try await Self.upload(place, rig, first.id)
      #expect(result == .unchanged(first))
      #expect(place.left.isEmpty)
    }
  }
}
