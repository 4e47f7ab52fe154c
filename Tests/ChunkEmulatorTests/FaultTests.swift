import ChunkModels
import ChunkTestSupport
import Foundation
import Testing

@testable import ChunkEmulator

/// What a client sees of a fault on a part, and what is stored afterwards.
struct FaultCase: Sendable {
  var action: FaultAction
  /// The exit code of `curl`: 0 for a whole answer, 18 for a short one, 52 for none, 56 for a reset.
  var exitCodes: Set<Int32> = [0]
  var status: Int?
  /// Whether the part is on the server afterwards.
  var isStored: Bool
}

@Suite struct FaultTests {
  static let cases: [FaultCase] = [
    FaultCase(action: .resetBefore, exitCodes: [55, 56], isStored: false),
    FaultCase(action: .resetAfter(bytes: 65_536), exitCodes: [55, 56], isStored: false),
    FaultCase(action: .resetAfterBody, exitCodes: [56], isStored: false),
    FaultCase(action: .loseAnswer, exitCodes: [52], isStored: true),
    FaultCase(
      action: .status(StatusAnswer(status: 503, code: "unavailable", retryAfter: .text("2")), at: .answer),
      status: 503, isStored: false),
    FaultCase(
      action: .status(StatusAnswer(status: 429, retryAfter: .date(inSeconds: 1)), at: .before),
      status: 429, isStored: false),
    FaultCase(
      action: .statusAfter(StatusAnswer(status: 500, code: "internal_server_error")), status: 500,
      isStored: true),
    FaultCase(action: .stall(seconds: 0.2, at: .body(afterBytes: 1000)), status: 200, isStored: true),
    FaultCase(action: .truncatedHeader("HTTP/1.1 200 OK\r\nConte"), exitCodes: [0, 52, 56], isStored: true),
    FaultCase(action: .truncatedBody, exitCodes: [18], status: 200, isStored: true),
    FaultCase(action: .truncatedJSON, status: 200, isStored: true),
    FaultCase(action: .wrongSHA1, status: 200, isStored: true),
    FaultCase(action: .html, status: 200, isStored: false),
    FaultCase(action: .accepted(retryAfter: 4), status: 202, isStored: false),
    FaultCase(action: .redirect(location: "http://127.0.0.1:1/", status: 307), status: 307, isStored: false),
    FaultCase(action: .slow(bytesPerSecond: 4_000_000), status: 200, isStored: true),
    FaultCase(action: .delay(milliseconds: 50), status: 200, isStored: true),
  ]

  @Test func clientsSeeWhatTheScriptSays() async throws {
    try await check(tls: nil)
  }

  @Test func clientsSeeTheSameOverTLS() async throws {
    let directory = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let files = TLSFiles(certificatePath: directory + "/cert.pem", keyPath: directory + "/key.pem")
    let openssl = ChildProcess()
    openssl.executableURL = URL(filePath: "/usr/bin/openssl")
    openssl.arguments = [
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
      "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", files.keyPath, "-out", files.certificatePath,
    ]
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    try await check(tls: files)
  }

  private func check(tls: TLSFiles?) async throws {
    let content = bytes(400_000)
    try await withEmulator {
      $0.partSize = 400_000
      $0.tls = tls
    } _: { client in
      var client = client
      client.certificate = tls?.certificatePath
      for (number, each) in Self.cases.enumerated() {
        client.emulator.setFaults([])
        let session = try await client.create("f\(number)", size: content.count)
        client.emulator.setFaults([Fault(on: .part, do: each.action)])
        let answer = try await client.put(session, content, at: 0)
        #expect(each.exitCodes.contains(answer.exitCode), "\(each.action): exit \(answer.exitCode)")
        if let status = each.status { #expect(answer.status == status, "\(each.action)") }
        let list = try await client.send("GET", session.sessionEndpoints?.listParts ?? "")
        #expect(list.json["total_count"] == (each.isStored ? 1 : 0), "\(each.action)")
        let part = client.emulator.counters.part(session: session.id ?? "", offset: 0)
        #expect(part.attempts == 1)
        #expect(
          part.acknowledged
            == (each.isStored && answer.json["part"]?["sha1"] != nil
              && each.action != .wrongSHA1 ? 1 : 0),
          "\(each.action)")
      }
    }
  }

  @Test func endpointsCanPointElsewhere() async throws {
    try await withEmulator {
      $0.faults = [Fault(on: .create, do: .sessionEndpoints(origin: "http://example.com:1"))]
    } _: { client in
      let session = try await client.create("a", size: 10)
      #expect(session.sessionEndpoints?.commit?.hasPrefix("http://example.com:1/api/2.0/files") == true)
    }
  }

  @Test func endlessBodyEndsWithTheClient() async throws {
    try await withEmulator {
      $0.faults = [Fault(on: .user, do: .hugeBody)]
    } _: { client in
      let answer = try await client.send("GET", "/2.0/users/me", options: ["--limit-rate", "1M", "-m", "1"])
      #expect(answer.exitCode == 28)
      #expect(try await client.send("GET", "/2.0/users/me").status == 200)
    }
  }

  @Test func stoppingDoesNotWaitForAStall() async throws {
    var start = ContinuousClock.now
    try await withEmulator {
      $0.faults = [Fault(on: .user, do: .stall(seconds: 3600, at: .answer))]
    } _: { client in
      start = .now
      let answer = try await client.send("GET", "/2.0/users/me", options: ["-m", "1"])
      #expect(answer.exitCode == 28)
    }
    #expect(ContinuousClock.now - start < .seconds(60))
  }
}
