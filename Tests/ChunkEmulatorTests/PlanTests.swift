import ChunkDigest
import ChunkModels
import Foundation
import Testing

@testable import ChunkEmulator

/// Which parts plans find, and what the options change of that.
@Suite struct PlanTests {
  private let content = bytes(2500)
  private let other = ["Authorization": "Bearer other-token"]

  /// The whole content as one session's plan.
  private func plan(
    _ client: Client, _ session: UploadSession, headers: [String: String] = [:]
  ) async throws -> CurlAnswer {
    let parts = try [0, 1000, 2000].map { offset in
      let part = content[offset..<min(offset + 1000, content.count)]
      return UploadPartPlan(
        offset: Int64(offset), size: Int64(part.count), sha512: try SHA512.digest(of: part).hexadecimal)
    }
    let url = client.emulator.uploadURL + "/2.0/files/upload_sessions/\(session.id ?? "")/plan"
    return try await client.post(
      url, JSONValue(encoding: UploadSessionPlanRequest(parts: parts)), headers: headers)
  }

  private func hits(_ answer: CurlAnswer) -> Int? { answer.json["hits"]?.arrayValue?.count }

  @Test(arguments: [false, true])
  func partsOfOpenSessionsAreFound(isIndexed: Bool) async throws {
    try await withEmulator {
      $0.indexesParts = isIndexed
    } _: { client in
      let first = try await client.create("a", size: content.count)
      for offset in [0, 1000] { _ = try await client.put(first, content, at: offset) }
      let second = try await client.create("b", size: content.count)
      let answer = try await plan(client, second)
      #expect(hits(answer) == 2)
      #expect(answer.json["misses"]?.arrayValue?.count == 1)
      _ = try await client.put(second, content, at: 2000)
      #expect(try await client.commit(second, content).status == 201)
      // What was copied can be found in its turn.
      let third = try await client.create("c", size: content.count)
      #expect(hits(try await plan(client, third)) == 3)
    }
  }

  @Test func theSessionsOfOthersAreTheirOwn() async throws {
    try await withEmulator {
      $0.otherTokens = ["other-token"]
    } _: { client in
      let first = try await client.create("a", size: content.count)
      _ = try await client.put(first, content, at: 0)
      let created = try await client.post(
        "/2.0/files/upload_sessions",
        ["folder_id": "0", "file_name": "b", "file_size": .integer(Int64(content.count))], headers: other)
      let second = try WireJSON.decode(UploadSession.self, from: created.body)
      #expect(hits(try await plan(client, second, headers: other)) == 0)
    }
  }

  @Test(arguments: [false, true])
  func endedSessions(areHeld: Bool) async throws {
    try await withEmulator {
      $0.holdsEndedSessions = areHeld
    } _: { client in
      let first = try await client.create("a", size: content.count)
      for offset in [0, 1000] { _ = try await client.put(first, content, at: offset) }
      #expect(try await client.send("DELETE", first.sessionEndpoints?.abort ?? "").status == 204)
      let second = try await client.create("b", size: content.count)
      #expect(hits(try await plan(client, second)) == (areHeld ? 2 : 0))
    }
  }

  @Test func aLimit() async throws {
    try await withEmulator {
      $0.maximumPlanParts = 2
    } _: { client in
      let session = try await client.create("a", size: content.count)
      #expect(try await plan(client, session).status == 400)
    }
  }

  @Test func noPlansAtAll() async throws {
    try await withEmulator {
      $0.hasPlans = false
    } _: { client in
      let session = try await client.create("a", size: content.count)
      #expect(session.sessionEndpoints?.plan == nil)
      #expect(session.sessionEndpoints?.commit != nil)
      #expect(try await plan(client, session).status == 404)
    }
  }
}
