import ChunkDigest
import ChunkModels
import Foundation
import Testing

@testable import ChunkEmulator

@Suite struct UploadTests {
  private let content = bytes(2500)

  @Test func uploadsListsCommitsAndDownloads() async throws {
    try await withEmulator { client in
      let session = try await client.create("a.bin", size: content.count)
      #expect(session.totalParts == 3)
      #expect(session.numPartsProcessed == 0)
      for offset in [1000, 0, 2000] {
        let answer = try await client.put(session, content, at: offset)
        #expect(answer.status == 200)
        #expect(answer.json["part"]?["offset"]?.integerValue == Int64(offset))
      }
      let list = try await client.send(
        "GET", (session.sessionEndpoints?.listParts ?? "") + "?limit=2&offset=1")
      #expect(list.json["total_count"]?.integerValue == 3)
      #expect(list.json["entries"]?.arrayValue?.compactMap { $0["offset"]?.integerValue } == [1000, 2000])
      let commit = try await client.commit(
        session, content,
        attributes: ["description": "d", "content_modified_at": "2020-01-02T03:04:05Z"])
      #expect(commit.status == 201)
      let file = try #require(try WireJSON.decode(Files.self, from: commit.body).entries?.first)
      #expect(file.sha1 == (try SHA1.digest(of: content)).hexadecimal)
      #expect(file.contentModifiedAt == WireDate.date(from: "2020-01-02T03:04:05Z"))
      let url = client.emulator.baseURL + "/2.0/files/\(file.id ?? "")/content"
      #expect([UInt8](try await client.send("GET", url).body) == content)
      let part = try await client.send("GET", url, headers: ["Range": "bytes=10-19"])
      #expect(part.status == 206)
      #expect([UInt8](part.body) == Array(content[10..<20]))
      #expect(try await client.send("GET", url, headers: ["Range": "bytes=2500-"]).status == 416)
      #expect(
        try await client.send("GET", url, options: ["-I", "-X", "HEAD"]).headers["content-length"] == "2500")
      let items = try await client.send(
        "GET", client.emulator.baseURL + "/2.0/folders/0/items?fields=name,size")
      #expect(items.json["entries"]?[0]?["name"] == "a.bin")
      #expect(items.json["total_count"] == 1)
      #expect(try await client.send("DELETE", session.sessionEndpoints?.abort ?? "").status == 204)
      #expect(!client.emulator.counters.hasResentAcknowledgedPart)
      #expect(client.emulator.counters.acknowledgedParts == 3)
    }
  }

  @Test func newVersionChecksTheEntityTagAndFindsOldParts() async throws {
    try await withEmulator { client in
      let first = try await client.create("a", size: content.count)
      for offset in [0, 1000, 2000] { _ = try await client.put(first, content, at: offset) }
      let file = try await client.commit(first, content).json["entries"]?[0]?["id"]?.stringValue ?? ""
      let second = try await client.post("/2.0/files/\(file)/upload_sessions", ["file_size": 2500])
      let session = try WireJSON.decode(UploadSession.self, from: second.body)
      var changed = content
      changed[0] = 99
      let parts = try [0, 1000, 2000].map { offset in
        let part = changed[offset..<min(offset + 1000, 2500)]
        return UploadPartPlan(
          offset: Int64(offset), size: Int64(part.count), sha512: try SHA512.digest(of: part).hexadecimal)
      }
      let plan = try await client.post(
        session.sessionEndpoints?.plan ?? "", JSONValue(encoding: UploadSessionPlanRequest(parts: parts)))
      #expect(plan.json["hits"]?.arrayValue?.count == 2)
      #expect(plan.json["misses"]?[0]?["offset"] == 0)
      #expect(try await client.put(session, changed, at: 0).status == 200)
      let refused = try await client.commit(session, changed, headers: ["If-Match": "7"])
      #expect(refused.status == 412)
      let commit = try await client.commit(session, changed, headers: ["If-Match": "0"])
      #expect(commit.status == 201)
      #expect(commit.json["entries"]?[0]?["etag"] == "1")
      let url = client.emulator.baseURL + "/2.0/files/\(file)/content"
      #expect([UInt8](try await client.send("GET", url).body) == changed)
    }
  }

  @Test func commitIsPutOffAsOftenAsAsked() async throws {
    try await withEmulator {
      $0.commitDelay = CommitDelay(count: 2, retryAfter: 3)
    } _: { client in
      let session = try await client.create("a", size: 10)
      _ = try await client.put(session, bytes(10), at: 0)
      for status in [202, 202, 201] {
        let answer = try await client.commit(session, bytes(10))
        #expect(answer.status == status)
        if status == 202 {
          #expect(answer.headers["retry-after"] == "3")
          #expect(answer.body.isEmpty)
        }
      }
    }
  }

  @Test func directUploadMakesAFile() async throws {
    try await withEmulator { client in
      let path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString)"
      try Data(content).write(to: URL(filePath: path))
      defer { try? FileManager.default.removeItem(atPath: path) }
      let answer = try await client.send(
        "POST", "/2.0/files/content",
        options: ["-F", #"attributes={"name":"s","parent":{"id":"0"}}"#, "-F", "file=@\(path)"])
      #expect(answer.status == 201)
      let id = answer.json["entries"]?[0]?["id"]?.stringValue ?? ""
      #expect([UInt8](try await client.send("GET", "/2.0/files/\(id)/content").body) == content)
    }
  }

  @Test func filesAndPartsOutliveTheProcess() async throws {
    let directory = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    var session: UploadSession?
    try await withEmulator {
      $0.dataDirectory = directory
    } _: { client in
      let opened = try await client.create("a", size: content.count)
      _ = try await client.put(opened, content, at: 1000)
      session = opened
    }
    try await withEmulator {
      $0.dataDirectory = directory
    } _: { client in
      let id = session?.id ?? ""
      let answer = try await client.send("GET", "/2.0/files/upload_sessions/\(id)")
      let opened = try WireJSON.decode(UploadSession.self, from: answer.body)
      #expect(opened.numPartsProcessed == 1)
      for offset in [0, 2000] { _ = try await client.put(opened, content, at: offset) }
      #expect(try await client.commit(opened, content).status == 201)
    }
  }
}
