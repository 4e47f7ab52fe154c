import ChunkDigest
import ChunkModels
import Foundation
import Testing

@testable import ChunkEmulator

/// A session that is refused: what is asked, and the service's answer.
struct RefusedSession: Sendable {
  var body: JSONValue
  var status: Int
  var code: String
}

/// A header field that makes the server refuse a part, and its answer.
struct RefusedPart: Sendable {
  var header: String
  var value: String
  var status: Int
  var code: String?
}

@Suite struct RefusalTests {
  static let sessions: [RefusedSession] = [
    RefusedSession(
      body: ["file_name": "a", "file_size": 20_000_000], status: 400, code: "missing_destination"),
    RefusedSession(
      body: ["folder_id": "x", "file_name": "a", "file_size": 20_000_000], status: 400,
      code: "invalid_folder_id"),
    RefusedSession(
      body: ["folder_id": "0", "file_size": 20_000_000], status: 400, code: "missing_file_name"),
    RefusedSession(
      body: ["folder_id": "0", "file_name": "a/b", "file_size": 20_000_000], status: 400,
      code: "item_name_invalid"),
    RefusedSession(
      body: [
        "folder_id": "0", "file_name": .string(String(repeating: "a", count: 256)), "file_size": 20_000_000,
      ],
      status: 400, code: "item_name_too_long"),
    RefusedSession(body: ["folder_id": "0", "file_name": "a"], status: 400, code: "missing_file_size"),
    RefusedSession(
      body: ["folder_id": "0", "file_name": "a", "file_size": "1"], status: 400, code: "invalid_file_size"),
    RefusedSession(
      body: ["folder_id": "0", "file_name": "a", "file_size": 19_999_999], status: 400,
      code: "file_size_too_small"),
    RefusedSession(
      body: ["folder_id": "77", "file_name": "a", "file_size": 20_000_000], status: 404, code: "not_found"),
  ]

  @Test func sessionsAreRefusedInTheServicesWords() async throws {
    try await withEmulator {
      $0.minimumFileSize = 20_000_000
    } _: { client in
      for refused in Self.sessions {
        let answer = try await client.post("/2.0/files/upload_sessions", refused.body)
        #expect(answer.status == refused.status)
        #expect(answer.code == refused.code)
        #expect(answer.json["type"] == "error")
        #expect(answer.headers["box-request-id"] == answer.json["request_id"]?.stringValue)
      }
      let small = try await client.post("/2.0/files/upload_sessions", Self.sessions[7].body)
      #expect(small.json["message"]?.stringValue?.contains("20000000") == true)
      let form = try await client.send("POST", "/2.0/files/upload_sessions", body: Array("a=b".utf8))
      #expect(form.code == "invalid_json")
    }
  }

  @Test func takenNameNamesTheFile() async throws {
    try await withEmulator { client in
      let content = bytes(10)
      let session = try await client.create("Name", size: 10)
      let rival = try await client.create("name", size: 10)
      for each in [session, rival] { _ = try await client.put(each, content, at: 0) }
      _ = try await client.commit(session, content)
      let late = try await client.commit(rival, content)
      #expect(late.status == 409)
      #expect(late.code == "item_name_in_use")
      let sha1 = try SHA1.digest(of: content).hexadecimal
      #expect(late.json["context_info"]?["conflicts"]?["sha1"]?.stringValue == sha1)
      let again = try await client.post(
        "/2.0/files/upload_sessions", ["folder_id": "0", "file_name": "NAME", "file_size": 10])
      #expect(again.code == "item_name_in_use")
      let preflight = try await client.send(
        "OPTIONS", "/2.0/files/content", body: Array(#"{"name":"name","parent":{"id":"0"}}"#.utf8))
      #expect(preflight.status == 409)
    }
  }

  static let parts: [RefusedPart] = [
    RefusedPart(header: "Digest", value: "", status: 400, code: "bad_digest"),
    RefusedPart(header: "Digest", value: "md5=AAAA", status: 400, code: "bad_digest"),
    RefusedPart(
      header: "Digest", value: "sha=AAAAAAAAAAAAAAAAAAAAAAAAAAA=", status: 412, code: "digest_mismatch"),
    RefusedPart(header: "Content-Range", value: "", status: 400, code: "bad_request"),
    RefusedPart(
      header: "Content-Range", value: "bytes 500-1499/2500", status: 416, code: "range_not_satisfiable"),
    RefusedPart(
      header: "Content-Range", value: "bytes 0-999/2501", status: 416, code: "range_not_satisfiable"),
    RefusedPart(
      header: "Content-Range", value: "bytes 2000-2499/2500", status: 413, code: "request_entity_too_large"),
    RefusedPart(header: "Transfer-Encoding", value: "chunked", status: 411, code: "length_required"),
    RefusedPart(header: "Authorization", value: "Bearer wrong", status: 401, code: nil),
  ]

  @Test func partsAreRefusedInTheServicesWords() async throws {
    try await withEmulator { client in
      let content = bytes(2500)
      let session = try await client.create("a", size: 2500)
      for refused in Self.parts {
        let answer = try await client.put(
          session, content, at: 0, headers: [refused.header: refused.value])
        #expect(answer.status == refused.status, "\(refused)")
        #expect(answer.code == refused.code, "\(refused)")
        guard refused.status == 401 else { continue }
        #expect(answer.headers["www-authenticate"]?.contains("invalid_token") == true)
        #expect(answer.body.isEmpty)
      }
      #expect(try await client.put(session, content, at: 0).status == 200)
    }
  }

  @Test func digestTokenMayBeUpperCase() async throws {
    try await withEmulator { client in
      let content = bytes(10)
      let session = try await client.create("a", size: 10)
      let digest = "SHA=" + (try SHA1.digest(of: content)).base64
      #expect(try await client.put(session, content, at: 0, headers: ["Digest": digest]).status == 200)
    }
  }

  @Test func earlyAnswerToALargePartIsSeen() async throws {
    try await withEmulator {
      $0.partSize = 32 << 20
    } _: { client in
      let content = [UInt8](repeating: 7, count: 32 << 20)
      let session = try await client.create("a", size: content.count)
      let answer = try await client.put(session, content, at: 0, headers: ["Authorization": "Bearer wrong"])
      #expect(answer.status == 401)
      #expect(answer.exitCode == 0)
    }
  }

  @Test func lostSessionsAreRefused() async throws {
    try await withEmulator { client in
      let content = bytes(10)
      #expect(try await client.send("GET", "/2.0/files/upload_sessions/ff").status == 404)
      let session = try await client.create("a", size: 10)
      #expect(try await client.send("DELETE", session.sessionEndpoints?.abort ?? "").status == 204)
      #expect(try await client.put(session, content, at: 0).code == "upload_session_not_found")
    }
    try await withEmulator {
      $0.sessionLifetime = -1
    } _: { client in
      let session = try await client.create("a", size: 10)
      let answer = try await client.put(session, bytes(10), at: 0)
      #expect(answer.status == 410)
      #expect(answer.code == "session_expired")
    }
  }

  @Test func commitsAreRefusedInTheServicesWords() async throws {
    try await withEmulator { client in
      let content = bytes(1500)
      let session = try await client.create("a", size: 1500)
      _ = try await client.put(session, content, at: 0)
      #expect(try await client.commit(session, content).code == "parts_mismatch")
      _ = try await client.put(session, content, at: 1000)
      #expect(try await client.commit(session, bytes(3)).code == "digest_mismatch")
      #expect(try await client.commit(session, content, headers: ["Digest": ""]).code == "bad_digest")
      let wrong: JSONValue = ["parts": [["part_id": "00000000", "offset": 0, "size": 1000]]]
      let digest = ["Digest": try SHA1.digest(of: content).headerValue]
      let answer = try await client.post(session.sessionEndpoints?.commit ?? "", wrong, headers: digest)
      #expect(answer.code == "parts_mismatch")
      #expect(try await client.commit(session, content).status == 201)
    }
  }

  @Test func unknownURLsAreNotFound() async throws {
    try await withEmulator { client in
      let answer = try await client.send("GET", "/2.0/nothing")
      #expect(answer.status == 404)
      #expect(answer.code == "not_found")
    }
  }

  @Test func pagesAreBounded() async throws {
    try await withEmulator { client in
      let session = try await client.create("a", size: 10)
      let list = session.sessionEndpoints?.listParts ?? ""
      #expect(try await client.send("GET", list + "?offset=10001").status == 400)
      #expect(try await client.send("GET", list + "?offset=10000&limit=5000").json["limit"] == 1000)
      #expect(try await client.send("GET", list).json["limit"] == 100)
    }
  }
}
