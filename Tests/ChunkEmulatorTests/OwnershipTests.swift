import ChunkModels
import Foundation
import Testing

@testable import ChunkEmulator

/// Sessions and the users who opened them.
@Suite struct OwnershipTests {
  private let content = bytes(1500)
  private let other = ["Authorization": "Bearer other-token"]

  private func isDenied(_ answer: CurlAnswer) -> Bool {
    answer.status == 403 && answer.code == "access_denied_insufficient_permissions"
  }

  @Test func aSessionIsForItsOwnUser() async throws {
    try await withEmulator {
      $0.otherTokens = ["other-token"]
    } _: { client in
      let session = try await client.create("a", size: content.count)
      let url = client.emulator.uploadURL + "/2.0/files/upload_sessions/\(session.id ?? "")"
      for (method, path) in [
        ("GET", ""), ("GET", "/parts"), ("POST", "/commit"), ("POST", "/plan"), ("POST", "/log"),
        ("DELETE", ""),
      ] {
        let answer = try await client.send(method, url + path, headers: other)
        #expect(isDenied(answer), "\(method) \(path)")
      }
      let part = try await client.put(session, content, at: 0, headers: other)
      #expect(isDenied(part))
      for offset in [0, 1000] { #expect(try await client.put(session, content, at: offset).status == 200) }
      #expect(try await client.commit(session, content).status == 201)
      // What is over is nobody's any more.
      #expect(try await client.send("GET", url, headers: other).status == 404)
    }
  }

  @Test func usersAreToldApart() async throws {
    try await withEmulator {
      $0.otherTokens = ["other-token"]
    } _: { client in
      let users = [
        try await client.send("GET", "/2.0/users/me"),
        try await client.send("GET", "/2.0/users/me", headers: other),
      ]
      #expect(users.map { $0.json["id"] } == ["100000001", "100000002"])
      let strange = ["Authorization": "Bearer third-token"]
      #expect(try await client.send("GET", "/2.0/users/me", headers: strange).status == 401)
    }
  }

  @Test func ownersOutliveTheProcess() async throws {
    let directory = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let change: (inout EmulatorConfiguration) -> Void = {
      $0.dataDirectory = directory
      $0.otherTokens = ["other-token"]
    }
    var path = ""
    try await withEmulator(change) { client in
      path = "/2.0/files/upload_sessions/\(try await client.create("a", size: 1500).id ?? "")"
    }
    try await withEmulator(change) { client in
      #expect(try await client.send("GET", path).status == 200)
      let answer = try await client.send("GET", path, headers: other)
      #expect(isDenied(answer))
    }
  }

  @Test func aSecondSessionForTheSameIsRefused() async throws {
    try await withEmulator {
      $0.hasSessionConflicts = true
      $0.otherTokens = ["other-token"]
    } _: { client in
      let session = try await client.create("a", size: content.count)
      _ = try await client.put(session, content, at: 0)
      let body: JSONValue = ["folder_id": "0", "file_name": "A", "file_size": 1500]
      let refused = try await client.post("/2.0/files/upload_sessions", body)
      #expect(refused.status == 409)
      #expect(refused.code == "session_conflict")
      let error = try WireJSON.decode(ClientError.self, from: refused.body)
      let open = try #require(error.contextInfo?.session)
      #expect(open.id == session.id)
      #expect(open.numPartsProcessed == 1)
      #expect(open.sessionEndpoints == session.sessionEndpoints)
      let path = "/2.0/files/upload_sessions"
      #expect(try await client.post(path, body, headers: other).status == 201)
      #expect(try await client.create("a", size: 1501).id != nil)
      _ = try await client.send("DELETE", session.sessionEndpoints?.abort ?? "")
      #expect(try await client.post(path, body).status == 201)
    }
  }

  @Test func otherwiseTheyAreTwoSessions() async throws {
    try await withEmulator { client in
      let sessions = [try await client.create("a", size: 10), try await client.create("a", size: 10)]
      #expect(sessions[0].id != nil && sessions[0].id != sessions[1].id)
    }
  }
}
