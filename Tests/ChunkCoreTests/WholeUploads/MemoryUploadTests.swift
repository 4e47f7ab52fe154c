import ChunkCore
import ChunkCoreTestSupport
import ChunkModels
import ChunkTestSupport
import ChunkTransport
import ChunkTransportTesting
import Foundation
import Testing

/// Whole uploads without a network: the engine, with nothing below it but the protocol.
@Suite struct MemoryUploadTests {
  private static let part = RequestMatch(.put, path: "/api/2.0/files/upload_sessions/*")
  private static let commit = RequestMatch(.post, path: "/api/2.0/files/upload_sessions/*/commit")

  @Test(arguments: [1, 4]) func aNewFile(parallel: Int) async throws {
    let content = try Content.smallest.get()
    let rig = try MemoryRig()
    let file = try await rig.upload(
      content, rig.options { $0.budget = UploadBudget(concurrency: .fixed(parallel)) })
    #expect(file.sha1 == content.sha1.hexadecimal)
    #expect(rig.service.files.map(\.content) == [content.data])
    #expect(rig.service.files.map(\.name) == ["a.bin"])
    #expect(rig.service.sessions.isEmpty)
    #expect(Set(rig.sentOffsets) == [0, 8 << 20, 16 << 20])
    #expect(rig.transport.requests.count == 5, "one to create, three parts, one to commit")
    #expect(rig.transport.requests.allSatisfy { $0.field("Authorization") == "Bearer \(secretText)" })
  }

  @Test func aNewVersion() async throws {
    let content = try Content.smallest.get()
    let rig = try MemoryRig()
    let old = try rig.service.addFile(name: "a.bin", content: Data("old".utf8))
    let result = try await rig.manager.uploadBigFileVersion(
      fileId: old.id, file: .bytes(content.data), ifMatch: "0", options: rig.options())
    guard case .newVersion(let file) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(file.id == old.id)
    #expect(file.etag == "1")
    #expect(rig.service.files.map(\.content) == [content.data])
  }

  @Test func aNameThatIsTaken() async throws {
    let content = try Content.smallest.get()
    let rig = try MemoryRig()
    try rig.service.addFile(name: "A.BIN", content: Data("other".utf8))
    let error = try await failure { try await rig.upload(content) }
    #expect(error.kind == .conflict)
    #expect(rig.sentOffsets.isEmpty)
    #expect(rig.service.sessions.isEmpty)
  }

  @Test func aCommitThatTakesItsTime() async throws {
    let content = try Content.smallest.get()
    let rig = try MemoryRig { $0.delayedCommits = 3 }
    #expect(try await rig.upload(content).sha1 == content.sha1.hexadecimal)
    #expect(rig.events.processing.count == 3)
    #expect(rig.clock.sleeps.filter { $0 >= .seconds(1) }.count >= 3)
  }

  /// What the server has is asked for, and not sent again.
  @Test func aPartWhoseAnswerIsLost() async throws {
    let content = try Content.smallest.get()
    let rig = try MemoryRig()
    rig.transport.inject(.loseAnswer, on: Self.part, nth: 2)
    #expect(try await rig.upload(content).sha1 == content.sha1.hexadecimal)
    #expect(rig.sentOffsets == [0, 8 << 20, 16 << 20])
  }

  @Test func aPartThatIsCutOff() async throws {
    let content = try Content.smallest.get()
    let rig = try MemoryRig()
    rig.transport.inject(.loseBody(after: 1 << 20), on: Self.part, nth: 2, times: 2)
    rig.transport.inject(.refuseConnection, on: Self.part, nth: 3)
    #expect(try await rig.upload(content).sha1 == content.sha1.hexadecimal)
    #expect(rig.sentOffsets == [0, 8 << 20, 16 << 20], "only whole ones arrive")
    #expect(rig.events.retries.count >= 2)
  }

  @Test func aCommitWhoseAnswerIsLost() async throws {
    let content = try Content.smallest.get()
    let rig = try MemoryRig()
    rig.transport.inject(.loseAnswer, on: Self.commit)
    let file = try await rig.upload(content)
    #expect(file.id == rig.service.files.first?.id)
    #expect(rig.service.files.count == 1)
  }

  @Test(arguments: [429, 503]) func aServiceThatIsBusy(status: Int) async throws {
    let content = try Content.smallest.get()
    let rig = try MemoryRig()
    rig.transport.inject(.answer(.empty(status, [.retryAfter: "7"])), on: Self.part, nth: 2, times: 2)
    #expect(try await rig.upload(content).sha1 == content.sha1.hexadecimal)
    #expect(rig.clock.sleeps.contains { $0 >= .seconds(7) })
    #expect(rig.service.files.count == 1)
  }

  /// The second upload compares what is there, and sends what is missing.
  @Test func aFailedUploadIsGoneOnWith() async throws {
    let content = try Content.smallest.get()
    let rig = try MemoryRig()
    rig.transport.inject(.answer(.empty(403)), on: Self.part, nth: 3)
    let error = try await failure { try await rig.upload(content) }
    #expect(error.kind == .forbidden)
    let session = try #require(error.session)
    #expect(rig.service.sessions[session.id]?.orderedParts.map(\.offset) == [0, 8 << 20])
    rig.transport.forgetRequests()
    let file = try await rig.upload(content, rig.options { $0.sessionId = session.id })
    #expect(file.sha1 == content.sha1.hexadecimal)
    #expect(rig.sentOffsets == [16 << 20])
  }

  /// By the record that was left, and not only by the session's id.
  @Test func theSameUploadAgainFindsItsSession() async throws {
    let content = try Content.smallest.get()
    let directory = try TemporaryDirectory()
    let path = try directory.write(Array(content.data), to: "a.bin")
    let store = FileResumeStore(directory: directory.file("state"))
    let rig = try MemoryRig()
    func upload() async throws -> FileFull {
      try await rig.manager.uploadBigFile(
        file: .path(path), parentFolderId: "0", options: rig.options { $0.resumeStore = store })
    }
    rig.transport.inject(.answer(.empty(403)), on: Self.part, nth: 2)
    _ = try await failure { try await upload() }
    rig.transport.forgetRequests()
    #expect(try await upload().sha1 == content.sha1.hexadecimal)
    #expect(rig.sentOffsets == [8 << 20, 16 << 20])
    #expect(rig.service.files.map(\.content) == [content.data])
  }

  @Test func abortingLeavesNoSession() async throws {
    let content = try Content.smallest.get()
    let rig = try MemoryRig()
    rig.transport.inject(.answer(.empty(403)), on: Self.part, nth: 2)
    _ = try await failure { try await rig.upload(content, rig.options { $0.onFailure = .abort }) }
    #expect(rig.service.sessions.isEmpty)
  }

  /// A service that is silent is given up by the limits, which pass at once on the clock of a test.
  @Test func aServiceThatIsSilent() async throws {
    let content = try Content.smallest.get()
    let rig = try MemoryRig()
    rig.transport.inject(.answer(.silence), on: Self.part, nth: 2)
    #expect(try await rig.upload(content).sha1 == content.sha1.hexadecimal)
    #expect(rig.events.retries.count == 1)
    #expect(rig.clock.sleeps.contains(TransportLimits().answer))
  }
}
