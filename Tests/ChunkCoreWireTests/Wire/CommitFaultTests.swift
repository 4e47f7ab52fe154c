import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import Foundation
import Testing

/// The commit: slow, out of step, lost, or refused, in more detail than the fault table asks.
@Suite(.eachBackend) struct CommitFaultTests {
  @Test func fifteenTimes202() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(configure: { $0.commitDelay = CommitDelay(count: 15, retryAfter: 4) }) { rig in
      let file = try await rig.upload(content)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.clock.sleeps == Array(repeating: .seconds(4), count: 15))
      #expect(rig.events.processing == rig.clock.sleeps)
      #expect(rig.counters.requests(for: .commit) == 16)
      #expect(rig.events.retries.isEmpty)
    }
  }

  @Test func a202WithoutRetryAfterWaitsAllTheSame() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [.status(202, on: .commit, times: 2)]) { rig in
      _ = try await rig.upload(content)
      #expect(rig.clock.sleeps == [.seconds(3), .seconds(3)])
    }
  }

  /// `Retry-After: 0` again and again must not become a loop without a pause.
  @Test func a202ThatAsksForNoWaitIsNotASpin() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [.status(202, on: .commit, times: 3, retryAfter: .text("0"))]) { rig in
      _ = try await rig.upload(content)
      #expect(rig.clock.sleeps.count == 3)
      #expect(rig.clock.sleeps.allSatisfy { $0 > .zero })
    }
  }

  @Test func whatPassesByItselfIsTriedAgain() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [.status(400, "parts_mismatch", on: .commit, times: 2)]) { rig in
      _ = try await rig.upload(content)
      #expect(rig.events.retries.map(\.attempt) == [1, 2])
      #expect(rig.clock.sleeps.count == 2)
    }
  }

  @Test func anAnswerThatWasLostIsFoundByTheNameAndOurDigest() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [Fault(on: .commit, do: .loseAnswer)]) { rig in
      let file = try await rig.upload(content)
      #expect(try await rig.download(file.id) == content.data)
      #expect(rig.counters.requests(for: .file) == 1)
    }
  }

  /// While the service puts the parts together, the file may come to be between two commits: then the
  /// second one finds the name taken, or the session gone.
  @Test(arguments: [[], [.status(410, on: .commit, nth: 2)]] as [[Fault]])
  func aFileThatCameToBeAfterA202(then: [Fault]) async throws {
    let content = try Content.smallest.get()
    let accepted = StatusAnswer(status: 202, retryAfter: .text("1"))
    try await Rig.run(faults: [Fault(on: .commit, do: .statusAfter(accepted))] + then) { rig in
      let file = try await rig.upload(content)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.counters.requests(for: .commit) == 2)
      #expect(rig.events.retries.isEmpty)
    }
  }

  @Test func aCommitThatAsksToComeBackTomorrowIsNotWaitedFor() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [.status(503, on: .commit, times: 0, retryAfter: .text("86400"))]) { rig in
      let error = try await failure { try await rig.upload(content) }
      #expect(error.kind == .serverError)
      #expect(error.answer?.retryAfter == .seconds(86_400))
      #expect(error.canGoOn)
      #expect(rig.clock.sleeps.isEmpty)
    }
  }

  /// What the service says to the question for the name must not hide why the commit failed.
  @Test func aQuestionForTheNameThatIsRefused() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(
      faults: [
        Fault(on: .commit, do: .loseAnswer), .status(404, on: .commit, nth: 2), .status(405, on: .preflight),
      ]
    ) { rig in
      let error = try await failure { try await rig.upload(content) }
      #expect(error.kind == .sessionGone)
      #expect(error.session == nil)
    }
  }

  /// A service that forgets a session with its commit says only that it is gone.
  @Test(arguments: [404, 410])
  func aLostAnswerOfASessionThatIsGoneIsFoundByTheName(status: Int) async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [Fault(on: .commit, do: .loseAnswer), .status(status, on: .commit, nth: 2)]) {
      rig in
      let file = try await rig.upload(content)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.counters.requests(for: .preflight) == 1)
      #expect(try await rig.download(file.id) == content.data)
    }
  }

  @Test func aSessionThatIsGoneWithoutAFileIsGone() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(
      faults: [Fault(on: .commit, do: .resetAfterBody), .status(404, on: .commit, nth: 2)]
    ) { rig in
      let error = try await failure { try await rig.upload(content) }
      #expect(error.kind == .sessionGone)
      #expect(rig.counters.requests(for: .preflight) == 1)
    }
  }

  @Test func aNameThatWasTakenMeanwhileByOtherContentIsAConflict() async throws {
    let content = try Content.smallest.get()
    let other = try Content(count: 20_000_000, seed: 7)
    try await Rig.run { rig in
      let session = try await rig.manager.createFileUploadSession(
        folderId: "0", fileSize: content.count, fileName: "a.bin")
      _ = try await rig.upload(other)
      // Even after an answer that was lost: the file of that name is not ours.
      rig.emulator.setFaults([.status(500, on: .commit)])
      let error = try await failure {
        try await rig.upload(content, rig.options { $0.sessionId = session.id })
      }
      #expect(error.kind == .conflict)
      #expect(error.answer?.code == .itemNameInUse)
      #expect(error.answer?.error?.contextInfo?.conflicts.first?.sha1 == other.sha1.hexadecimal)
      #expect(error.session?.id == session.id)
      #expect(error.session?.acknowledgedBytes == content.count)
    }
  }

  @Test(arguments: [UploadOptions.OnFailure.keep, .abort])
  func whenTheTimeIsUpTheUploadCanBeFinishedLater(onFailure: UploadOptions.OnFailure) async throws {
    let content = try Content.smallest.get()
    try await Rig.run(configure: { $0.commitDelay = CommitDelay(count: 5, retryAfter: 10) }) { rig in
      let error = try await failure {
        try await rig.upload(
          content,
          rig.options {
            $0.commitTime = .seconds(25)
            $0.onFailure = onFailure
          })
      }
      #expect(error.kind == .stillProcessing)
      #expect(error.isTemporary)
      #expect(error.session?.acknowledgedBytes == content.count)
      // At 0, 10 and 20 seconds; the next would be too late, and asking sooner was not asked for.
      #expect(rig.clock.sleeps == [.seconds(10), .seconds(10)])
      #expect(rig.counters.requests(for: .commit) == 3)
      #expect(rig.events.retries.isEmpty)
      #expect(
        rig.counters.requests(for: .delete) == 0, "what the service is about to make is not thrown away")

      let file = try await rig.upload(content, rig.options { $0.sessionId = error.session?.id })
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.counters.requests(for: .part) == 5)
      #expect(rig.events.sessions.map(\.isContinued) == [false, true])
      #expect(rig.events.parts.suffix(5).map(\.isSkipped) == Array(repeating: true, count: 5))
    }
  }

  @Test func aCommitThatOnlyFailsIsGivenUp() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [.status(400, "parts_mismatch", on: .commit, times: 0)]) { rig in
      let error = try await failure { try await rig.upload(content) }
      #expect(error.kind == .partsMismatch)
      #expect(rig.counters.requests(for: .commit) == 6)
      #expect(error.session?.acknowledgedBytes == content.count)
    }
  }

  @Test(
    arguments: [
      (400, "digest_mismatch", .digestMismatch), (403, "storage_limit_exceeded", .storageFull),
      (412, "precondition_failed", .preconditionFailed),
    ] as [(Int, String, ChunkError.Kind)])
  func whatIsRefusedForGoodIsNotTriedAgain(status: Int, code: String, kind: ChunkError.Kind) async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [.status(status, code, on: .commit)]) { rig in
      let error = try await failure { try await rig.upload(content) }
      #expect(error.kind == kind)
      #expect(rig.counters.requests(for: .commit) == 1)
      #expect(error.session != nil)
    }
  }

  /// The file exists and is wrong. The session is over, so nobody is told to go on with it.
  @Test(arguments: [UploadOptions.OnFailure.keep, .abort])
  func aFileThatIsNotOursIsAnError(onFailure: UploadOptions.OnFailure) async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [Fault(on: .commit, do: .wrongSHA1)]) { rig in
      let error = try await failure {
        try await rig.upload(content, rig.options { $0.onFailure = onFailure })
      }
      #expect(error.kind == .integrity)
      #expect(error.message.contains("5a5a5a"))
      #expect(error.message.contains(content.sha1.hexadecimal))
      #expect(error.session == nil)
      #expect(rig.counters.requests(for: .delete) == 0)
      #expect(!rig.events.names.contains("finished"))
    }
  }
}
