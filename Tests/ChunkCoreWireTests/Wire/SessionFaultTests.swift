import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import Foundation
import Testing

/// Opening a session, losing it, and what becomes of it after a failure.
@Suite(.eachBackend) struct SessionFaultTests {
  @Test func aTakenNameIsFoundAtOnce() async throws {
    let content = try Content.smallest.get()
    try await Rig.run { rig in
      _ = try await rig.upload(content)
      let error = try await failure { try await rig.upload(content) }
      #expect(error.kind == .conflict)
      #expect(error.answer?.code == .itemNameInUse)
      // So a caller can tell that the same content is there already.
      #expect(error.answer?.error?.contextInfo?.conflicts.first?.sha1 == content.sha1.hexadecimal)
      #expect(error.session == nil)
      #expect(rig.counters.requests(for: .part) == 5)
    }
  }

  @Test func anUnknownFolder() async throws {
    let content = try Content.smallest.get()
    try await Rig.run { rig in
      let error = try await failure {
        try await rig.manager.uploadBigFile(file: .bytes(content.data), fileName: "a", parentFolderId: "999")
      }
      #expect(error.kind == .notFound)
      #expect(error.session == nil)
    }
  }

  @Test func aServiceWithAHigherMinimum() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(configure: { $0.minimumFileSize = 30_000_000 }) { rig in
      let error = try await failure { try await rig.upload(content) }
      #expect(error.kind == .badRequest)
      #expect(error.answer?.code == .fileSizeTooSmall)
    }
  }

  @Test(
    arguments: [
      .status(503, on: .create, times: 2), .status(429, on: .create, times: 2),
      Fault(on: .create, times: 2, do: .html),
      .status(409, "operation_blocked_temporary", on: .create, times: 2),
      Fault(on: .create, times: 2, do: .resetBefore), .status(202, on: .create, times: 2),
    ] as [Fault])
  func creatingIsTriedAgain(fault: Fault) async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [fault]) { rig in
      _ = try await rig.upload(content)
      #expect(rig.counters.requests(for: .create) == 3)
      #expect(rig.events.names.prefix(3) == ["retrying", "retrying", "opened"])
    }
  }

  @Test func theSessionThatIsOpenAlreadyIsTaken() async throws {
    let content = try Content.smallest.get()
    try await Rig.run { rig in
      let open = try await rig.manager.createFileUploadSession(
        folderId: "0", fileSize: content.count, fileName: "a.bin")
      _ = try await Steps(rig.manager, open.value, .byId).upload(
        content.part(0, size: Rig.partSize), 0, of: content)
      let body = String(decoding: open.rawJSON, as: UTF8.self)
      let conflict = StatusAnswer(
        status: 409, body: #"{"code":"session_conflict","message":"m","context_info":{"session":\#(body)}}"#,
        contentType: "application/json")
      rig.emulator.setFaults([Fault(on: .create, do: .status(conflict, at: .answer))])
      let file = try await rig.upload(content)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.events.sessions.map(\.id) == [open.id])
      #expect(rig.events.sessions.first?.isContinued == true)
      #expect(rig.events.parts.map(\.isSkipped) == [true, false, false, false, false])
      #expect(rig.count(0).attempts == 1)
    }
  }

  /// Not even an upload that aborts what it leaves may abort what belongs to another file.
  @Test(arguments: [UploadOptions.OnFailure.keep, .abort])
  func aSessionOfAnotherFileIsRefused(onFailure: UploadOptions.OnFailure) async throws {
    let content = try Content.smallest.get()
    try await Rig.run { rig in
      let other = try await rig.manager.createFileUploadSession(
        folderId: "0", fileSize: 100_000_000, fileName: "b.bin")
      let error = try await failure {
        try await rig.upload(
          content,
          rig.options {
            $0.sessionId = other.id
            $0.onFailure = onFailure
          })
      }
      #expect(error.kind == .malformedAnswer)
      #expect(error.message.contains("another file"))
      #expect(error.session?.acknowledgedBytes == 0)
      #expect(rig.counters.requests(for: .part) == 0)
      #expect(rig.counters.requests(for: .delete) == 0)
    }
  }

  @Test(arguments: [
    (404, "upload_session_not_found"), (410, "session_expired"), (410, "upload_failed"),
  ])
  func aSessionThatIsGoneIsNotNamed(status: Int, code: String) async throws {
    let content = try Content.smallest.get()
    for operation in [ChunkEmulator.Operation.part, .commit] {
      try await Rig.run(faults: [.status(status, code, on: operation)]) { rig in
        let error = try await failure { try await rig.upload(content, rig.options { $0.onFailure = .abort }) }
        #expect(error.kind == .sessionGone)
        #expect(error.session == nil)
        #expect(rig.counters.requests(for: operation) == 1)
        #expect(rig.counters.requests(for: .delete) == 0, "there is nothing to abort")
      }
    }
  }

  @Test func aSessionToGoOnWithMayBeGone() async throws {
    let content = try Content.smallest.get()
    try await Rig.run { rig in
      let error = try await failure { try await rig.upload(content, rig.options { $0.sessionId = "ABCDEF" }) }
      #expect(error.kind == .sessionGone)
      let malformed = try await failure {
        try await rig.upload(content, rig.options { $0.sessionId = "../x" })
      }
      #expect(malformed.kind == .invalidArgument)
    }
  }

  @Test func aKeptSessionIsGoneOnWith() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [.status(403, "forbidden", on: .part, nth: 4)]) { rig in
      let error = try await failure { try await rig.upload(content) }
      #expect(error.kind == .forbidden)
      let session = try #require(error.session)
      #expect(session.id == rig.events.sessions.first?.id)
      #expect(session.acknowledgedBytes == Int64(3 * Rig.partSize))
      #expect(session.expiresAt != nil)
      #expect(error.description.contains(session.id))
      #expect(rig.counters.requests(for: .delete) == 0)

      rig.emulator.resetCounters()
      let file = try await rig.upload(content, rig.options { $0.sessionId = session.id })
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.emulator.requests.compactMap(\.offset) == [3, 4].map { Int64($0 * Rig.partSize) })
      #expect(rig.counters.receivedBytes == content.count - Int64(3 * Rig.partSize))
      #expect(rig.counters.requests(for: .create) == 0)
      #expect(rig.events.progress.last?.acknowledgedBytes == content.count)
    }
  }

  @Test func anAbortedSessionIsGoneAtTheServer() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [.status(403, on: .part, nth: 2)]) { rig in
      let error = try await failure { try await rig.upload(content, rig.options { $0.onFailure = .abort }) }
      #expect(error.kind == .forbidden)
      #expect(error.session == nil)
      #expect(rig.events.names.last == "aborted")
      let id = try #require(rig.events.sessions.first?.id)
      let gone = try await failure { try await rig.manager.getFileUploadSessionById(uploadSessionId: id) }
      #expect(gone.kind == .sessionGone)
    }
  }

  /// Its URLs may not have the token; its id is enough.
  @Test func aSessionWithForeignEndpointsIsAborted() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(
      faults: [Fault(on: .create, do: .sessionEndpoints(origin: "https://evil.example"))]
    ) { rig in
      let error = try await failure { try await rig.upload(content, rig.options { $0.onFailure = .abort }) }
      #expect(error.kind == .urlRefused)
      #expect(error.session == nil)
      #expect(rig.events.names.last == "aborted")
      #expect(rig.counters.requests(for: .delete) == 1)
    }
  }

  @Test func aSessionThatCannotBeAbortedIsNamed() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [.status(403, on: .part, nth: 2), .status(500, on: .delete)]) { rig in
      let error = try await failure { try await rig.upload(content, rig.options { $0.onFailure = .abort }) }
      #expect(error.kind == .forbidden, "the first failure is the one that counts")
      #expect(error.session?.id == rig.events.sessions.first?.id)
      #expect(!rig.events.names.contains("aborted"))
    }
  }

  @Test func aTokenThatExpiresOnTheWay() async throws {
    let content = try Content.smallest.get()
    let tokens = try ExpiringTokens(good: secretText, stale: "stale", staleAt: 3)
    try await Rig.run(tokens: tokens) { rig in
      let file = try await rig.upload(content)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.counters.requests(for: .part) == 6)
      #expect(rig.events.retries.isEmpty, "a 401 costs a part none of its attempts")
      #expect(rig.clock.sleeps.isEmpty)
      expectSoundProgress(rig.events, total: content.count)
    }
  }

  @Test func aTokenThatCannotBeRenewedKeepsTheSession() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [.status(401, on: .part, nth: 3, times: 0)]) { rig in
      let error = try await failure { try await rig.upload(content) }
      #expect(error.kind == .unauthorized)
      #expect(error.session?.acknowledgedBytes == Int64(2 * Rig.partSize))
      #expect(rig.counters.requests(for: .part) == 3)
    }
  }
}
