import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import Foundation
import Testing

/// The commit of a version: unchanged, refused by its condition, or with an answer that was lost.
@Suite(.eachBackend) struct VersionCommitTests {
  /// What the service says to a version that brings nothing new: 202, and no time to come back.
  private static let nothingNew = Fault.status(202, on: .commit)

  @Test func theSameContentIsUnchanged() async throws {
    let content = try Content.smallest.get()
    try await Rig.runWithFile(content, faults: [Self.nothingNew]) { rig, first in
      let result = try await rig.uploadVersion(content, of: first)
      #expect(result == .unchanged(first))
      #expect(rig.events.names.suffix(3) == ["committing", "unchanged", "finished"])
      #expect(rig.clock.sleeps.isEmpty)
      #expect(rig.counters.requests(for: .commit) == 1)
      #expect(rig.counters.requests(for: .file) == 1)
      #expect(rig.counters.requests(for: .delete) == 1, "nobody needs its session any more")
      #expect(rig.events.aborted.isEmpty)
    }
  }

  @Test func theOtherFormTellsItByAnEvent() async throws {
    let content = try Content.smallest.get()
    try await Rig.runWithFile(content, faults: [Self.nothingNew, .status(500, on: .delete, times: 0)]) {
      rig, first in
      let upload = rig.manager.startVersionUpload(
        fileId: first.id ?? "", file: .bytes(content.data), options: rig.options())
      let file = try await upload.file
      #expect(file == first)
      #expect(rig.events.names.contains("unchanged"))
    }
  }

  @Test func aNewNameThatWasNotTakenIsNoted() async throws {
    let content = try Content.smallest.get()
    try await Rig.runWithFile(content, faults: [Self.nothingNew]) { rig, first in
      let result = try await rig.uploadVersion(content, of: first, name: "b.bin")
      #expect(result == .unchanged(first))
      #expect(rig.events.notices.map(\.kind) == [.notRenamed])
      #expect(rig.events.notices.first?.message.contains("'a.bin'") == true)
    }
  }

  /// The same answer while the file has other content, or cannot be read: the service is still at it.
  @Test(arguments: [[], [.status(403, on: .file)]] as [[Fault]])
  func whatIsNotOursIsStillBeingMade(then: [Fault]) async throws {
    let second = try Content.second.get()
    let old = then.isEmpty ? try Content.smallest.get() : second
    try await Rig.runWithFile(old, faults: [Self.nothingNew] + then) { rig, first in
      let result = try await rig.uploadVersion(second, of: first)
      #expect(!result.isUnchanged)
      #expect(result.file.etag != first.etag)
      #expect(rig.clock.sleeps == [.seconds(3)])
      #expect(rig.events.names.suffix(3) == ["committing", "processing", "finished"])
    }
  }

  @Test func whatStaysOtherContentIsStillProcessingAtTheEnd() async throws {
    try await Rig.runWithFile(
      try Content.smallest.get(), faults: [.status(202, on: .commit, times: 0)]
    ) { rig, first in
      let error = try await failure {
        try await rig.uploadVersion(
          try Content.second.get(), of: first, rig.options { $0.commitTime = .seconds(10) })
      }
      #expect(error.kind == .stillProcessing)
      #expect(error.session?.acknowledgedBytes == 20_000_000)
    }
  }

  /// Of a 202 with a time the file is not asked, whatever it has.
  @Test func aServiceThatAsksForTimeIsWaitedFor() async throws {
    let content = try Content.smallest.get()
    try await Rig.runWithFile(content, faults: [Fault(on: .commit, do: .accepted(retryAfter: 4))]) {
      rig, first in
      let result = try await rig.uploadVersion(content, of: first)
      #expect(!result.isUnchanged)
      #expect(rig.clock.sleeps == [.seconds(4)])
      #expect(rig.counters.requests(for: .file) == 0)
    }
  }

  /// The first commit was not heard and may have made the version: then it is not called unchanged.
  @Test func nothingNewAfterALostAnswerIsANewVersion() async throws {
    let second = try Content.second.get()
    try await Rig.runWithFile(
      try Content.smallest.get(),
      faults: [Fault(on: .commit, do: .loseAnswer), .status(202, on: .commit, nth: 2)]
    ) { rig, first in
      let result = try await rig.uploadVersion(second, of: first)
      #expect(!result.isUnchanged)
      #expect(result.file.sha1 == second.sha1.hexadecimal)
    }
  }

  /// The file is looked at by its id; also if the condition fails because the version has been made.
  @Test(arguments: [nil, 404, 410, 412])
  func anAnswerThatWasLostIsFoundByTheFile(then: Int?) async throws {
    let second = try Content.second.get()
    let more = then.map { [Fault.status($0, on: .commit, nth: 2)] } ?? []
    try await Rig.runWithFile(
      try Content.smallest.get(), faults: [Fault(on: .commit, do: .loseAnswer)] + more
    ) { rig, first in
      let result = try await rig.uploadVersion(second, of: first, name: "b.bin", ifMatch: first.etag)
      #expect(!result.isUnchanged)
      #expect(result.file.id == first.id)
      #expect(result.file.name == "b.bin")
      #expect(try await rig.download(first.id) == second.data)
      #expect(rig.counters.requests(for: .commit) == 2)
      #expect(rig.counters.requests(for: .preflight) == 0)
      #expect(rig.counters.requests(for: .file) == 1)
    }
  }

  @Test(arguments: [404, 409])
  func aCommitThatWasLostWithItsRequestIsNotFound(status: Int) async throws {
    try await Rig.runWithFile(
      try Content.smallest.get(),
      faults: [Fault(on: .commit, do: .resetAfterBody), .status(status, on: .commit, nth: 2)]
    ) { rig, first in
      let error = try await failure { try await rig.uploadVersion(try Content.second.get(), of: first) }
      #expect(error.kind == (status == 404 ? .sessionGone : .conflict))
      #expect(try await rig.file(first.id) == first)
    }
  }

  /// Before a commit is given up, the file is asked whether one of them was heard.
  @Test func commitsThatAreNeverAnsweredAreFoundByTheFile() async throws {
    let second = try Content.second.get()
    let failing = StatusAnswer(status: 500)
    try await Rig.runWithFile(
      try Content.smallest.get(),
      faults: [Fault(on: .commit, do: .statusAfter(failing)), .status(500, on: .commit, nth: 2, times: 0)]
    ) { rig, first in
      let result = try await rig.uploadVersion(second, of: first)
      #expect(result.file.sha1 == second.sha1.hexadecimal)
      #expect(!result.isUnchanged)
    }
  }

  @Test func aFileThatWasChangedMeanwhileIsNotReplaced() async throws {
    let content = try Content.smallest.get()
    let second = try Content.second.get()
    try await Rig.runWithFile(content) { rig, first in
      let error = try await failure { try await rig.uploadVersion(second, of: first, ifMatch: "77") }
      #expect(error.kind == .preconditionFailed)
      #expect(error.answer?.status == 412)
      #expect(!error.isTemporary && !error.canGoOn)
      #expect(error.message.contains("changed meanwhile") && error.message.contains("'77'"))
      #expect(error.message.contains("it is '\(first.etag ?? "?")' now"))
      #expect(error.remedy.contains("etag"))
      #expect(rig.counters.requests(for: .commit) == 1)
      #expect(try await rig.file(first.id) == first)

      // Who has looked at it goes on with the session that was kept.
      let result = try await rig.uploadVersion(
        second, of: first, ifMatch: first.etag, rig.options { $0.sessionId = error.session?.id })
      #expect(result.file.sha1 == second.sha1.hexadecimal)
      #expect(!rig.counters.hasResentAcknowledgedPart)
    }
  }
}
