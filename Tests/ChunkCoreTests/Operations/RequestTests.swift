import ChunkCore
import ChunkCoreTestSupport
import ChunkDigest
import ChunkModels
import ChunkTransport
import ChunkTransportTesting
import Foundation
import HTTPTypes
import Testing

/// The exact request of each operation.
@Suite struct RequestTests {
  /// Method, URL and the fields that are sent beside the token.
  private static let expected: [(Call, String, String, [String: String])] = [
    (.createSession, "POST", "https://up.example:8443/api/2.0/files/upload_sessions", json),
    (.createVersion, "POST", "https://up.example:8443/api/2.0/files/12345/upload_sessions", json),
    (.getByUrl, "GET", Call.url, [:]), (.getById, "GET", byId(""), [:]),
    (.uploadByUrl, "PUT", Call.url, part), (.upload, "PUT", byId(""), part),
    (.deleteByUrl, "DELETE", Call.url, [:]), (.deleteById, "DELETE", byId(""), [:]),
    (.listByUrl, "GET", Call.url, [:]), (.list, "GET", byId("/parts"), [:]),
    (.commitByUrl, "POST", Call.url, commit), (.commit, "POST", byId("/commit"), commit),
    (.planByUrl, "POST", Call.url, json), (.plan, "POST", byId("/plan"), json),
  ]
  private static let json = ["content-type": "application/json"]
  private static let digest = "sha=P8iLg3Z68DbsZPQIpcImk9tuO3Y="
  private static let part = [
    "content-type": "application/octet-stream", "content-range": Call.range, "digest": digest,
  ]
  private static let commit = ["content-type": "application/json", "digest": digest]
  private static func byId(_ rest: String) -> String {
    "https://up.example:8443/api/2.0/files/upload_sessions/\(Call.sessionId)\(rest)"
  }

  @Test func theTableHasEveryOperation() {
    #expect(Self.expected.map(\.0) == Call.allCases)
  }

  @Test(arguments: expected)
  func methodURLAndFields(call: Call, method: String, url: String, fields: [String: String]) async throws {
    let transport = MemoryTransport(call.answer)
    try await call.run(manager(transport))
    let request = try #require(transport.requests.first)
    #expect(transport.requests.count == 1)
    #expect(request.head.method.rawValue == method)
    #expect(request.url == url)
    var sent = Dictionary(
      request.head.headerFields.map { ($0.name.canonicalName, $0.value) }, uniquingKeysWith: { "\($0)|\($1)" }
    )
    #expect(sent.removeValue(forKey: "authorization") == "Bearer \(secretText)")
    #expect(sent == fields)
    try request.request.validate()
  }

  @Test(arguments: Call.allCases)
  func extraFieldsGoAlong(call: Call) async throws {
    let transport = MemoryTransport(call.answer)
    let extra: HTTPFields = [try #require(HTTPField.Name("As-User")): "77", .acceptLanguage: "de"]
    try await call.run(manager(transport), extraHeaders: extra)
    let request = try #require(transport.requests.first)
    #expect(request.field("as-user") == "77")
    #expect(request.field("accept-language") == "de")
  }

  @Test(arguments: expected)
  func extraFieldsThatCollideAreRefused(
    call: Call, method: String, url: String, fields: [String: String]
  ) async throws {
    for name in ["Authorization"] + fields.keys {
      let transport = MemoryTransport(call.answer)
      let extra: HTTPFields = [try #require(HTTPField.Name(name)): "other"]
      let error = try await failure { try await call.run(manager(transport), extraHeaders: extra) }
      #expect(error.kind == .invalidArgument)
      #expect(error.message.lowercased().contains(name.lowercased()))
      #expect(transport.requests.isEmpty)
    }
  }

  @Test func createSendsItsJSON() async throws {
    let transport = MemoryTransport(.text(201, Document.session))
    let manager = try manager(transport)
    _ = try await manager.createFileUploadSession(
      folderId: "42", fileSize: 20_000_001, fileName: "Ä \"quoted\".bin")
    _ = try await manager.createFileUploadSessionForExistingFile(fileId: "9", fileSize: 20_000_000)
    _ = try await manager.createFileUploadSessionForExistingFile(
      fileId: "9", fileSize: 20_000_000, fileName: "new.bin")
    let bodies = try transport.requests.map { try $0.json() }
    #expect(
      bodies == [
        ["folder_id": "42", "file_size": 20_000_001, "file_name": "Ä \"quoted\".bin"],
        ["file_size": 20_000_000], ["file_size": 20_000_000, "file_name": "new.bin"],
      ])
  }

  @Test func aPartIsSentAsItIs() async throws {
    let transport = MemoryTransport(.text(200, Document.part))
    let answer = try await manager(transport).uploadFilePart(
      uploadSessionId: Call.sessionId, body: .bytes(Call.bytes), digest: Call.digest(),
      contentRange: Call.range)
    #expect(transport.requests.first?.body == Data("part".utf8))
    #expect(answer.part?.partId == "6F2D3486")
    #expect(answer.status == 200)
    #expect(String(decoding: answer.rawJSON, as: UTF8.self) == Document.part)
  }

  @Test func commitSortsPartsAndSendsConditionsAndAttributes() async throws {
    let transport = MemoryTransport(.text(201, Document.files))
    _ = try await manager(transport).createFileUploadSessionCommit(
      uploadSessionId: Call.sessionId, parts: Call.parts, digest: Call.digest(),
      attributes: CommitAttributes(
        contentModifiedAt: Date(timeIntervalSince1970: 0.75), description: "d"), ifMatch: "3",
      ifNoneMatch: "4")
    let request = try #require(transport.requests.first)
    #expect(request.field("if-match") == "3")
    #expect(request.field("if-none-match") == "4")
    #expect(
      try request.json() == [
        "parts": [["part_id": "A", "offset": 0, "size": 4], ["part_id": "B", "offset": 4, "size": 4]],
        "attributes": ["content_modified_at": "1970-01-01T00:00:00Z", "description": "d"],
      ])
  }

  @Test func planSendsItsJSON() async throws {
    let transport = MemoryTransport(.text(200, Document.plan))
    let answer = try await manager(transport).createFileUploadSessionPlan(
      uploadSessionId: Call.sessionId, parts: Call.planned)
    #expect(try transport.requests.first?.json() == ["parts": [["offset": 0, "size": 4, "sha512": "ab"]]])
    #expect(answer.hits.map(\.partId) == ["6F2D3486"])
    #expect(answer.misses.map(\.offset) == [4])
  }

  @Test func aListAsksForItsPage() async throws {
    let transport = MemoryTransport(.text(200, Document.parts))
    let manager = try manager(transport)
    _ = try await manager.getFileUploadSessionParts(uploadSessionId: "A", offset: 10_000, limit: 1_000)
    _ = try await manager.getFileUploadSessionParts(uploadSessionId: "A", limit: 1)
    _ = try await manager.getFileUploadSessionPartsByUrl(url: Call.url + "?x=1")
    _ = try await manager.getFileUploadSessionPartsByUrl(url: Call.url + "?offset=5", offset: 0)
    #expect(
      transport.requests.map(\.url) == [
        "https://up.example:8443/api/2.0/files/upload_sessions/A/parts?offset=10000&limit=1000",
        "https://up.example:8443/api/2.0/files/upload_sessions/A/parts?limit=1", Call.url + "?x=1",
        Call.url + "?offset=0",
      ])
  }

  @Test func theRealServiceIsTheDefault() async throws {
    let transport = MemoryTransport(.text(201, Document.session))
    try await Call.createSession.run(manager(transport, endpoints: .box))
    #expect(transport.requests.first?.url == "https://upload.box.com/api/2.0/files/upload_sessions")
  }
}
