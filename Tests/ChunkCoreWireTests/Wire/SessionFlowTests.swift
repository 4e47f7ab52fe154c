import ChunkCore
import ChunkCoreTestSupport
import ChunkDigest
import ChunkModels
import Foundation
import Testing

/// Box's own SDK test of chunked uploads, told again: each step by itself, over the real wire.
@Suite(.eachBackend) struct SessionFlowTests {
  /// By id, or by the URLs that the session names.
  enum Way: String, CaseIterable, Sendable { case byId, byURL }

  @Test(arguments: Way.allCases)
  func createGetUploadListGetCommit(way: Way) async throws {
    let content = try Content.fiveParts.get()
    try await Rig.run { rig in
      let session = try await rig.manager.createFileUploadSession(
        folderId: "0", fileSize: content.count, fileName: "flow.bin")
      #expect(session.status == 201)
      #expect(session.totalParts == 5)
      #expect(session.numPartsProcessed == 0)
      let steps = try Steps(rig.manager, session.value, way)
      #expect(try await steps.get().partSize == session.partSize)

      var parts: [UploadPart] = []
      for index in 0..<5 {
        let bytes = content.part(index, size: Rig.partSize)
        let part = try #require(try await steps.upload(bytes, index, of: content).part)
        #expect(part.sha1 == (try SHA1.digest(of: bytes).hexadecimal))
        #expect(part.size == Int64(bytes.count))
        #expect(part.offset == Int64(index * Rig.partSize))
        parts.append(part)
      }
      #expect(try await steps.list().entries == parts)
      #expect(try await steps.get().numPartsProcessed == 5)

      guard case .committed(let files) = try await steps.commit(parts.reversed(), content.sha1) else {
        Issue.record("the emulator does not put commits off here")
        return
      }
      let file = try #require(files.entries?.first)
      #expect(file.name == "flow.bin")
      #expect(file.size == content.count)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(try await rig.download(file.id) == content.data)
      // As Box's own tests do: no error after a commit.
      try await steps.delete()
    }
  }

  @Test(arguments: Way.allCases)
  func aDeletedSessionIsGone(way: Way) async throws {
    try await Rig.run { rig in
      let session = try await rig.manager.createFileUploadSession(
        folderId: "0", fileSize: 20_000_000, fileName: "a.bin")
      let steps = try Steps(rig.manager, session.value, way)
      try await steps.delete()
      let error = try await failure { try await steps.get() }
      #expect(error.kind == .sessionGone)
      #expect(try await failure { try await steps.delete() }.kind == .sessionGone)
    }
  }

  @Test func aPartThatWasDamagedIsRefused() async throws {
    let content = try Content.fiveParts.get()
    try await Rig.run { rig in
      let session = try await rig.manager.createFileUploadSession(
        folderId: "0", fileSize: content.count, fileName: "a.bin")
      let error = try await failure {
        try await rig.manager.uploadFilePart(
          uploadSessionId: session.id ?? "", body: .bytes(content.part(1, size: Rig.partSize)),
          digest: SHA1.digest(of: content.part(0, size: Rig.partSize)).headerValue,
          contentRange: "bytes 0-\(Rig.partSize - 1)/\(content.count)")
      }
      #expect(error.kind == .digestMismatch)
    }
  }

  @Test func aPartThatIsThereIsNamedInTheRefusal() async throws {
    let content = try Content.fiveParts.get()
    try await Rig.run { rig in
      let session = try await rig.manager.createFileUploadSession(
        folderId: "0", fileSize: content.count, fileName: "a.bin")
      let steps = try Steps(rig.manager, session.value, .byId)
      let bytes = content.part(0, size: Rig.partSize)
      let stored = try await steps.upload(bytes, 0, of: content).part
      let error = try await failure { try await steps.upload(bytes, 0, of: content) }
      #expect(error.kind == .rangeConflict)
      #expect(error.answer?.error?.contextInfo?.conflictingPart == stored)
    }
  }
}

/// The steps of a session in one of the two ways.
struct Steps: Sendable {
  let manager: ChunkedUploadsManager
  let id: String
  let urls: UploadSessionEndpoints?

  init(_ manager: ChunkedUploadsManager, _ session: UploadSession, _ way: SessionFlowTests.Way) throws {
    self.manager = manager
    id = try #require(session.id)
    if way == .byURL {
      let urls = try #require(session.sessionEndpoints)
      self.urls = urls
    } else {
      urls = nil
    }
  }

  func get() async throws -> UploadSession {
    if let url = urls?.status { return try await manager.getFileUploadSessionByUrl(url: url).value }
    return try await manager.getFileUploadSessionById(uploadSessionId: id).value
  }

  func upload(_ bytes: Data, _ index: Int, of content: Content) async throws -> UploadedPart {
    let digest = try SHA1.digest(of: bytes).headerValue
    let first = index * Rig.partSize
    let range = "bytes \(first)-\(first + bytes.count - 1)/\(content.count)"
    if let url = urls?.uploadPart {
      return try await manager.uploadFilePartByUrl(
        url: url, body: .bytes(bytes), digest: digest, contentRange: range
      ).value
    }
    return try await manager.uploadFilePart(
      uploadSessionId: id, body: .bytes(bytes), digest: digest, contentRange: range
    ).value
  }

  func list(offset: Int64? = nil, limit: Int64? = nil) async throws -> UploadParts {
    if let url = urls?.listParts {
      return try await manager.getFileUploadSessionPartsByUrl(url: url, offset: offset, limit: limit).value
    }
    return try await manager.getFileUploadSessionParts(
      uploadSessionId: id, offset: offset, limit: limit
    ).value
  }

  func commit(
    _ parts: [UploadPart], _ digest: Digest<SHA1>, ifMatch: String? = nil
  ) async throws -> CommitResult {
    if let url = urls?.commit {
      return try await manager.createFileUploadSessionCommitByUrl(
        url: url, parts: parts, digest: digest.headerValue, ifMatch: ifMatch)
    }
    return try await manager.createFileUploadSessionCommit(
      uploadSessionId: id, parts: parts, digest: digest.headerValue, ifMatch: ifMatch)
  }

  func plan(_ parts: [UploadPartPlan]) async throws -> UploadSessionPlan {
    if let url = urls?.plan {
      return try await manager.createFileUploadSessionPlanByUrl(url: url, parts: parts).value
    }
    return try await manager.createFileUploadSessionPlan(uploadSessionId: id, parts: parts).value
  }

  func delete() async throws {
    if let url = urls?.abort {
      try await manager.deleteFileUploadSessionByUrl(url: url)
    } else {
      try await manager.deleteFileUploadSessionById(uploadSessionId: id)
    }
  }
}
