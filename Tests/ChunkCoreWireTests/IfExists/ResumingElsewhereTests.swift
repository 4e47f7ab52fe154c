import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import Foundation
import Testing

/// The same call again, after the first one had come to something else than its name.
@Suite struct ResumingElsewhereTests {
  private typealias Place = ResumingTests.Place

  private func interrupted(
    _ choice: UploadOptions.IfExists, faults: [Fault] = [.status(403, on: .part, nth: 3)],
    _ body: @Sendable (Rig, ResumingTests.Place, _ first: FileFull, ChunkError) async throws -> Void
  ) async throws {
    let place = try Place(try Content.second.get())
    try await Rig.runWithFile(try Content.smallest.get(), faults: faults) { rig, first in
      let error = try await failure { try await place.upload(rig) { $0.ifExists = choice } }
      rig.emulator.setFaults([])
      try await body(rig, place, first, error)
    }
  }

  private func result(
    _ place: ResumingTests.Place, _ rig: Rig, _ choice: UploadOptions.IfExists
  ) async throws -> UploadResult {
    try await rig.manager.startUpload(
      file: .path(place.path), parentFolderId: "0",
      options: rig.options {
        $0.ifExists = choice
        $0.resumeStore = place.store
      }
    ).result
  }

  private func record(_ place: ResumingTests.Place) throws -> ResumeRecord {
    try #require(try place.store.uploads().first).record.get()
  }

  @Test func aVersionIsGoneOnWith() async throws {
    try await interrupted(.version) { rig, place, first, error in
      let kept = try record(place)
      #expect(kept.instead == ResumeSubstitute(fileId: first.id))
      #expect(kept.ifMatch == first.etag)
      #expect((kept.folderId, kept.fileName, kept.fileId) == ("0", "a.bin", nil))
      let result = try await self.result(place, rig, .version)
      #expect(result.outcome == .newVersion)
      #expect(result.file.id == first.id)
      #expect(rig.events.sessions.map(\.isContinued) == [false, true])
      #expect(rig.events.taken.map(\.item.id) == [first.id, first.id])
      #expect(!rig.counters.hasResentAcknowledgedPart)
      #expect(rig.counters.requests(for: .create) == 1)
      #expect(rig.counters.requests(for: .createVersion) == 1)
      #expect(place.left.isEmpty)
    }
  }

  @Test func aNewNameIsGoneOnWith() async throws {
    try await interrupted(.rename) { rig, place, first, error in
      #expect(try record(place).instead == ResumeSubstitute(fileName: "a (1).bin"))
      // A name that has become free in the meantime is not gone back to: the session has its own.
      try await rig.delete(first)
      let result = try await self.result(place, rig, .rename)
      #expect(result.outcome == .renamed)
      #expect(try await rig.names().keys.sorted() == ["a (1).bin"])
      #expect(!rig.counters.hasResentAcknowledgedPart)
      #expect(place.left.isEmpty)
    }
  }

  /// Who leaves the choice out, or makes another one, has not asked for what was begun.
  @Test(arguments: [UploadOptions.IfExists.version, .rename], UploadOptions.IfExists.allCases)
  func anotherChoiceIsNotGoneOnWith(first choice: UploadOptions.IfExists, then: UploadOptions.IfExists)
    async throws
  {
    guard choice != then else { return }
    try await interrupted(choice) { rig, place, first, error in
      let before = rig.counters
      let refused = try await failure { try await self.result(place, rig, then) }
      #expect(refused.kind == .invalidArgument)
      #expect(refused.remedy.contains("'\(choice.rawValue)'"))
      #expect(refused.session?.id == error.session?.id)
      #expect(rig.counters == before)
      #expect(try await result(place, rig, choice).file.sha1 == (try Content.second.get()).sha1.hexadecimal)
    }
  }

  /// Both are the user's word: the first run must not replace what it has not seen, the second may.
  @Test func aFileThatWasChangedMeanwhileIsReplacedByTheNextRun() async throws {
    try await interrupted(.version) { rig, place, first, _ in
      let changed = try await rig.uploadVersion(try Content(count: 20_000_000, seed: 3), of: first).file
      let error = try await failure { try await self.result(place, rig, .version) }
      #expect(error.kind == .preconditionFailed)
      #expect(error.message.contains("'\(changed.etag ?? "")' now"))
      #expect(error.session != nil)
      #expect(try await rig.file(first.id) == changed)
      #expect(try record(place).ifMatch == nil)
      let before = rig.counters.requests(for: .part)
      let result = try await self.result(place, rig, .version)
      #expect(result.file.id == first.id)
      #expect(result.file.sha1 == (try Content.second.get()).sha1.hexadecimal)
      #expect(rig.counters.requests(for: .part) == before)
      #expect(place.left.isEmpty)
    }
  }

  /// The process ended between the commit and its answer: no second file, and no second name.
  @Test(arguments: [UploadOptions.IfExists.version, .rename])
  func aCommitWhoseAnswerNobodyHeard(choice: UploadOptions.IfExists) async throws {
    let lost = [
      Fault(on: .commit, do: .loseAnswer), .status(404, on: .commit, nth: 2), .status(403, on: .preflight),
      .status(403, on: .file),
    ]
    try await interrupted(choice, faults: lost) { rig, place, first, error in
      #expect(error.kind == .sessionGone)
      #expect(try record(place).commit != nil)
      let result = try await self.result(place, rig, choice)
      #expect(result.outcome == (choice == .version ? .newVersion : .renamed))
      #expect(try await rig.names().count == (choice == .version ? 1 : 2))
      #expect(rig.counters.requests(for: .part) == 5)
      #expect(place.left.isEmpty)
    }
  }

  /// What was asked for at first counts again, and the name may be free now.
  @Test(arguments: [UploadOptions.IfExists.version, .rename])
  func aSessionThatIsGoneBeginsAnew(choice: UploadOptions.IfExists) async throws {
    try await interrupted(choice) { rig, place, first, error in
      try await rig.manager.deleteFileUploadSessionById(uploadSessionId: try #require(error.session?.id))
      try await rig.delete(first)
      let result = try await self.result(place, rig, choice)
      #expect(result.outcome == .done)
      #expect(result.file.name == "a.bin")
      #expect(rig.events.notices.map(\.kind) == [.startedAnew])
      #expect(place.left.isEmpty)
    }
  }

  @Test func aSessionWithARecordMayBeNamed() async throws {
    try await interrupted(.version) { rig, place, first, error in
      let file = try await place.upload(rig) {
        $0.ifExists = .version
        $0.sessionId = error.session?.id
      }
      #expect(file.id == first.id)
      #expect(!rig.counters.hasResentAcknowledgedPart)
      #expect(place.left.isEmpty)
    }
  }
}
