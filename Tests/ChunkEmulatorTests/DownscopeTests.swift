import ChunkModels
import Foundation
import Testing

@testable import ChunkEmulator

/// Tokens with fewer rights, made of others.
@Suite struct DownscopeTests {
  private let content = bytes(1500)

  private func bearer(_ answer: CurlAnswer) throws -> [String: String] {
    ["Authorization": "Bearer \(try #require(answer.accessToken))"]
  }

  @Test func scopesSayWhatIsPermitted() async throws {
    try await withEmulator { client in
      let uploading = try await client.narrowed(client.emulator.token, scope: "item_upload item_preview")
      #expect(uploading.json["issued_token_type"] == "urn:ietf:params:oauth:token-type:access_token")
      #expect(uploading.refreshToken == nil)
      #expect(
        uploading.json["restricted_to"]?.arrayValue?.map { $0["scope"] } == ["item_preview", "item_upload"])
      let uploader = try bearer(uploading)
      let reader = try bearer(try await client.narrowed(client.emulator.token, scope: "item_download"))

      let body: JSONValue = ["folder_id": "0", "file_name": "a", "file_size": 1500]
      let refused = try await client.post("/2.0/files/upload_sessions", body, headers: reader)
      #expect(refused.status == 403)
      #expect(refused.code == "insufficient_scope")
      #expect(refused.headers["www-authenticate"]?.contains("insufficient_scope") == true)
      let opened = try await client.post("/2.0/files/upload_sessions", body, headers: uploader)
      let session = try WireJSON.decode(UploadSession.self, from: opened.body)
      for offset in [0, 1000] {
        let part = try await client.put(session, content, at: offset, headers: reader)
        #expect(part.code == "insufficient_scope")
        #expect(try await client.put(session, content, at: offset, headers: uploader).status == 200)
      }
      let committed = try await client.commit(session, content, headers: uploader)
      #expect(committed.status == 201)
      let file = "/2.0/files/\(committed.json["entries"]?[0]?["id"]?.stringValue ?? "")"
      #expect(try await client.send("GET", file, headers: reader).status == 200)
      #expect(try await client.send("GET", file + "/content", headers: reader).status == 200)
      #expect(try await client.send("GET", file + "/content", headers: uploader).status == 403)
      #expect(try await client.send("DELETE", file, headers: uploader).status == 403)
    }
  }

  @Test func aResourceRestrictsAToken() async throws {
    try await withEmulator { client in
      let folder = try await client.post("/2.0/folders", ["name": "in", "parent": ["id": "0"]])
      let id = try #require(folder.json["id"]?.stringValue)
      let inner = try await client.post("/2.0/folders", ["name": "deep", "parent": ["id": .string(id)]])
      let token = try await client.narrowed(
        client.emulator.token, scope: "item_upload", resource: "https://api.box.com/2.0/folders/\(id)")
      #expect(token.json["restricted_to"]?[0]?["object"]?["id"]?.stringValue == id)
      let headers = try bearer(token)
      var sessions: [String] = []
      for (folder, status) in [(id, 201), (inner.json["id"]?.stringValue ?? "", 201), ("0", 403)] {
        let answer = try await client.post(
          "/2.0/files/upload_sessions",
          ["folder_id": .string(folder), "file_name": "a", "file_size": 1500], headers: headers)
        #expect(answer.status == status)
        answer.json["id"]?.stringValue.map { sessions.append($0) }
      }
      let outside = try await client.create("outside", size: 1500)
      let path = "/2.0/files/upload_sessions/"
      #expect(try await client.send("GET", path + sessions[1], headers: headers).status == 200)
      #expect(try await client.send("GET", path + (outside.id ?? ""), headers: headers).status == 403)
      #expect(try await client.send("GET", "/2.0/folders/0", headers: headers).status == 403)
      #expect(try await client.send("GET", "/2.0/folders/\(id)/items", headers: headers).status == 200)
    }
  }

  @Test func aTokenIsNeverWidened() async throws {
    try await withEmulator { client in
      let enterprise = try #require(try await client.credentialsToken("enterprise", "1").accessToken)
      let narrow = try await client.narrowed(enterprise, scope: "item_upload", resource: "x/2.0/folders/0")
      let token = try #require(narrow.accessToken)
      #expect(try await client.narrowed(token, scope: "item_upload").status == 200)
      #expect(
        try await client.narrowed(token, scope: "item_upload item_delete").refusal?.hasPrefix("invalid_scope")
          == true)
      let elsewhere = try await client.narrowed(token, scope: "item_upload", resource: "x/2.0/folders/1")
      #expect(elsewhere.refusal?.hasPrefix("invalid_resource") == true)
      // It acts for nobody else, and it ends with the token that it was made of.
      #expect(try await client.user(of: token, asUser: "100000002") == "403")
      client.emulator.revoke(enterprise)
      #expect(try await client.user(of: token) == "401")
      let dead = try await client.narrowed(enterprise, scope: "item_upload")
      #expect(dead.refusal == "invalid_grant: The subject_token provided is invalid")
    }
  }

  @Test(arguments: [
    ("", nil, "invalid_request: scope"), ("item_fly", nil, "invalid_scope"),
    ("item_upload", "https://api.box.com/2.0/users/1", "invalid_resource"),
    ("item_upload", "nowhere", "invalid_resource"),
  ])
  func requestsThatAreRefused(scope: String, resource: String?, refusal: String) async throws {
    try await withEmulator { client in
      let answer = try await client.narrowed(client.emulator.token, scope: scope, resource: resource)
      #expect(answer.refusal?.hasPrefix(refusal) == true)
      #expect(client.emulator.counters.tokens.requests == ["token-exchange": 1])
    }
  }
}
