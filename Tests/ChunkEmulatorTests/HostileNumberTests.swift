import ChunkModels
import Testing

@testable import ChunkEmulator

/// Numbers that no sum can be made of: each is answered, none ends the server.
@Suite struct HostileNumberTests {
  @Test(arguments: [500_000_000_001, Int64.max - 1, Int64.max])
  func filesBeyondTheLimitAreRefused(size: Int64) async throws {
    try await withEmulator {
      $0.partSize = nil
    } _: { client in
      let body: JSONValue = ["folder_id": "0", "file_name": "a", "file_size": .integer(size)]
      let answer = try await client.post("/2.0/files/upload_sessions", body)
      #expect(answer.status == 403)
      #expect(answer.code == "file_size_limit_exceeded")
      #expect(answer.json["message"]?.stringValue?.contains("500000000000") == true)
    }
  }

  @Test(arguments: [
    "9223372036854775808", "-1", "1e300", "-9223372036854775809", "0.5", "true", "[1]", "{}",
    "1000000000000000000000000000000000000000000000",
  ])
  func sizesThatAreNoneAreRefused(size: String) async throws {
    try await withEmulator { client in
      let body = #"{"folder_id": "0", "file_name": "a", "file_size": \#(size)}"#
      let answer = try await client.send("POST", "/2.0/files/upload_sessions", body: Array(body.utf8))
      #expect(answer.status == 400)
      #expect(answer.code == "invalid_file_size")
    }
  }

  @Test(arguments: [nil, 1, Int64.max] as [Int64?])
  func everyPartSizeIsGoodForEveryFile(partSize: Int64?) throws {
    let policy = StorePolicy(
      partSize: partSize, minimumFileSize: 0, maximumFileSize: .max, sessionLifetime: 60,
      commitDelay: CommitDelay(count: 0, retryAfter: 1))
    for size: Int64 in [0, 1, 500_000_000_000, .max] {
      let chosen = policy.partSize(forFileOf: size)
      let parts = StorePolicy.partCount(size: size, partSize: chosen)
      let (whole, isTooLarge) = parts.multipliedReportingOverflow(by: chosen)
      #expect(isTooLarge || whole >= size)
      if partSize == nil { #expect(parts < 10_000) }
    }
  }

  @Test(arguments: [
    ("bytes 9223372036854775000-9223372036854775806/9223372036854775807", 413),
    ("bytes 0-9223372036854775807/9223372036854775807", 400),
    ("bytes 9223372036854775807-0/2500", 416), ("bytes 0-999/9223372036854775808", 400),
    ("bytes -1000-1/2500", 400), ("bytes -9223372036854775808-1/2500", 400), ("bytes 0--1/2500", 400),
    ("bytes 0-999/-1", 416), ("bytes 5-/2500", 400), ("bytes /", 400), ("bytes 2000-2999/2500", 416),
  ])
  func rangesOfPartsAreRefused(range: String, status: Int) async throws {
    try await withEmulator { client in
      let session = try await client.create("a", size: 2500)
      let answer = try await client.put(session, bytes(2500), at: 0, headers: ["Content-Range": range])
      #expect(answer.status == status)
    }
  }

  @Test func partsLargerThanTheFileHaveTheFilesSize() async throws {
    try await withEmulator {
      $0.partSize = .max
    } _: { client in
      let session = try await client.create("a", size: 10)
      #expect(session.totalParts == 1)
      let url = session.sessionEndpoints?.uploadPart ?? ""
      let range = ["Content-Range": "bytes 0-8/10", "Digest": "sha=AAAAAAAAAAAAAAAAAAAAAAAAAAA="]
      #expect(try await client.send("PUT", url, headers: range, body: bytes(9)).status == 416)
      #expect(try await client.commit(session, bytes(10)).code == "parts_mismatch")
    }
  }

  static let plans: [[Int64]] = [
    [.max, .max], [-1000, 1000], [0, -1], [0, 0], [.min, .min], [3000, 1000], [0, .max],
  ]

  @Test(arguments: plans) func plansOfWhatIsNoPartAreRefused(part: [Int64]) async throws {
    try await withEmulator { client in
      let session = try await client.create("a", size: 2500)
      let part: JSONValue = ["offset": .integer(part[0]), "size": .integer(part[1]), "sha512": "00"]
      let answer = try await client.post(session.sessionEndpoints?.plan ?? "", ["parts": [part]])
      #expect(answer.status == 416)
    }
  }

  @Test(arguments: ["-1", "-9223372036854775808", "9223372036854775807", "x"])
  func markersThatWereNeverGivenAreRefused(marker: String) async throws {
    try await withEmulator { client in
      let url = client.emulator.baseURL + "/2.0/folders/0/items?usemarker=true&marker=\(marker)"
      let answer = try await client.send("GET", url)
      #expect(answer.status == 400)
    }
  }

  @Test(arguments: [
    "offset=-1", "offset=9223372036854775807", "limit=0", "limit=-9223372036854775808", "limit=1e3",
  ])
  func pagesOutOfBoundsAreRefused(query: String) async throws {
    try await withEmulator { client in
      let session = try await client.create("a", size: 10)
      for url in [
        session.sessionEndpoints?.listParts ?? "", client.emulator.baseURL + "/2.0/folders/0/items",
      ] {
        #expect(try await client.send("GET", "\(url)?\(query)").status == 400)
      }
    }
  }

  @Test(arguments: [
    ("bytes=0-9223372036854775807", 200), ("bytes=9223372036854775806-9223372036854775806", 416),
    ("bytes=-9223372036854775807", 206), ("bytes=9-0", 200), ("bytes=9223372036854775808-", 200),
    ("bytes=0-9223372036854775806", 206),
  ])
  func rangesOfDownloadsAreBounded(range: String, status: Int) async throws {
    try await withEmulator { client in
      let session = try await client.create("a", size: 10)
      _ = try await client.put(session, bytes(10), at: 0)
      let file = try await client.commit(session, bytes(10)).json["entries"]?[0]?["id"]?.stringValue ?? ""
      let answer = try await client.send("GET", "/2.0/files/\(file)/content", headers: ["Range": range])
      #expect(answer.status == status)
    }
  }

  @Test(arguments: [
    (#""do": "delay", "ms": 9223372036854775807"#, "\"ms\" must be a whole number, from 0 to"),
    (#""do": "stall", "seconds": 1e300"#, "\"seconds\" must be a number of seconds, from 0 to"),
    (#""do": "redirect", "location": "/", "status": 9223372036854775807"#, "is not from 200 to 599"),
    (#""do": "redirect", "location": "/", "status": 1000"#, "is not from 200 to 599"),
    (
      #""do": "status", "status": 503, "retry_after_date": 9223372036854775807"#,
      "\"retry_after_date\" must be"
    ),
    (#""do": "reset-after", "bytes": 1e300"#, "\"bytes\" must be a whole number"),
  ])
  func timesThatNoClockTakesAreRefused(fields: String, reason: String) {
    #expect { try FaultScript.parse(#"[{"on": "any", \#(fields)}]"#) } throws: { error in
      String(describing: error).contains(reason)
    }
  }
}
