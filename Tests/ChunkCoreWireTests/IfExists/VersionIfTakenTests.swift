import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import Foundation
import Testing

/// A name that is taken, and a file that gets a new version for it.
@Suite struct VersionIfTakenTests {
  @Test func theFileThatIsThereGetsAVersion() async throws {
    let second = try Content.second.get()
    try await Rig.runWithFile(try Content.smallest.get()) { rig, first in
      let result = try await rig.upload(second, .version)
      #expect(result.outcome == .newVersion)
      #expect(result.file.id == first.id)
      #expect(result.file.name == "a.bin")
      #expect(result.file.etag != first.etag)
      #expect(try await rig.download(first.id) == second.data)
      #expect(rig.counters.requests(for: .create) == 1)
      #expect(rig.counters.requests(for: .createVersion) == 1)
      #expect(rig.events.names.prefix(2) == ["taken", "opened"])
      #expect(rig.events.taken.map(\.consequence) == [.newVersion])
      #expect(rig.events.taken.first?.item.etag == first.etag)
      expectSoundProgress(rig.events, total: second.count)
    }
  }

  @Test func aFreeNameIsANewFile() async throws {
    try await Rig.run { rig in
      let result = try await rig.upload(try Content.smallest.get(), .version)
      #expect(result.outcome == .done)
      #expect(rig.counters.requests(for: .createVersion) == 0)
    }
  }

  @Test func theSameContentIsUnchanged() async throws {
    let content = try Content.smallest.get()
    try await Rig.runWithFile(content, faults: [.status(202, on: .commit)]) { rig, first in
      let result = try await rig.upload(content, .version)
      #expect(result == UploadResult(file: first, outcome: .unchanged))
    }
  }

  /// Somebody else's change in the meantime is not replaced unseen.
  @Test func theEtagThatWasSeenIsTheCondition() async throws {
    try await Rig.runWithFile(try Content.smallest.get()) { rig, first in
      let stale = #"{"type":"file","id":"\#(first.id ?? "")","etag":"77"}"#
      rig.emulator.setFaults([.taken(by: stale, on: .create)])
      let error = try await failure { try await rig.upload(try Content.second.get(), .version) }
      #expect(error.kind == .preconditionFailed)
      #expect(error.message.contains("'77'"))
      #expect(error.remedy.contains("the same upload again"))
      #expect(try await rig.file(first.id) == first)
    }
  }

  @Test func anEtagThatIsNotToldIsAskedFor() async throws {
    try await Rig.runWithFile(try Content.smallest.get()) { rig, first in
      rig.emulator.setFaults([.taken(by: #"{"id":"\#(first.id ?? "")"}"#, on: .create)])
      let result = try await rig.upload(try Content.second.get(), .version)
      #expect(result.file.id == first.id)
      #expect(rig.counters.requests(for: .file) == 1)

      let odd = #"{"id":"\#(first.id ?? "")","etag":"a\r\nb"}"#
      rig.emulator.setFaults([.taken(by: odd, on: .create)])
      let error = try await failure { try await rig.upload(try Content.second.get(), .version) }
      #expect(error.kind == .malformedAnswer)
    }
  }

  /// It was deleted after it was named: what was asked for is tried again.
  @Test func aFileThatIsGoneAgain() async throws {
    let second = try Content.second.get()
    try await Rig.runWithFile(try Content.smallest.get()) { rig, first in
      rig.emulator.setFaults([.status(404, "not_found", on: .createVersion)])
      #expect(try await rig.upload(second, .version).file.id == first.id)
      #expect(rig.counters.requests(for: .create) == 2)

      rig.emulator.setFaults([.taken(by: #"{"type":"file","id":"404","etag":"0"}"#, on: .create)])
      try await rig.delete(first)
      let result = try await rig.upload(second, .version)
      #expect(result.outcome == .done)
      #expect(result.file.id != first.id)
    }
  }

  @Test func aVersionThatIsAskedForHasNoSuchChoice() async throws {
    try await Rig.run { rig in
      let error = try await failure {
        try await rig.manager.uploadBigFileVersion(
          fileId: "1", file: .bytes(try Content.smallest.get().data),
          options: rig.options { $0.ifExists = .version })
      }
      #expect(error.kind == .invalidArgument)
      #expect(error.message.contains("'version'"))
      #expect(rig.counters.requests.isEmpty)
    }
  }

  /// What a session is for was decided when it was opened; without a record nobody here knows it.
  @Test(arguments: [UploadOptions.IfExists.skipSame, .version, .rename])
  func aSessionWithoutARecordHasNoSuchChoice(choice: UploadOptions.IfExists) async throws {
    try await Rig.run { rig in
      let error = try await failure {
        try await rig.upload(
          try Content.smallest.get(),
          rig.options {
            $0.ifExists = choice
            $0.sessionId = "ABCDEF"
          })
      }
      #expect(error.kind == .invalidArgument)
      #expect(error.message.contains("ABCDEF"))
      #expect(rig.counters.requests.isEmpty)
    }
  }
}
