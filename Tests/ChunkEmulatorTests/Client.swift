import ChunkDigest
import ChunkModels
import ChunkTestSupport
import Foundation

@testable import ChunkEmulator

/// What the `curl` program got: a client that none of our own code has a part in.
struct CurlAnswer: Sendable {
  /// The program's exit code: 0 if an HTTP answer came whole.
  var exitCode: Int32
  var status: Int
  var headers: [String: String]
  var body: Data

  var json: JSONValue { (try? WireJSON.decode(JSONValue.self, from: body)) ?? .null }
  var code: String? { json["code"]?.stringValue }
}

/// A client of an emulator.
struct Client: Sendable {
  let emulator: Emulator
  var certificate: String?

  /// Sends a request with the emulator's token.
  func send(
    _ method: String, _ path: String, headers: [String: String] = [:], body: [UInt8]? = nil,
    options: [String] = []
  ) async throws -> CurlAnswer {
    let url = path.hasPrefix("http") ? path : emulator.uploadURL + path
    var arguments = ["-s", "-i", "-m", "180", "-X", method, "-H", "Expect:", url] + options
    let headers = ["Authorization": "Bearer \(emulator.token)"].merging(headers) { $1 }
    for (name, value) in headers { arguments += ["-H", value.isEmpty ? "\(name):" : "\(name): \(value)"] }
    if body != nil { arguments += ["--data-binary", "@-"] }
    if let certificate { arguments += ["--cacert", certificate] }
    return try await Self.run(arguments, input: body ?? [])
  }

  /// Sends a request with a JSON body.
  func post(_ path: String, _ body: JSONValue, headers: [String: String] = [:]) async throws -> CurlAnswer {
    try await send(
      "POST", path, headers: headers.merging(["Content-Type": "application/json"]) { $1 },
      body: [UInt8](try WireJSON.encode(body)))
  }

  /// Opens a session.
  func create(_ name: String, size: Int) async throws -> UploadSession {
    let answer = try await post(
      "/2.0/files/upload_sessions",
      ["folder_id": "0", "file_name": .string(name), "file_size": .integer(Int64(size))])
    return try WireJSON.decode(UploadSession.self, from: answer.body)
  }

  /// Sends a part.
  func put(
    _ session: UploadSession, _ content: [UInt8], at offset: Int, headers: [String: String] = [:]
  ) async throws -> CurlAnswer {
    let end = min(offset + Int(session.partSize ?? 1), content.count)
    let part = Array(content[offset..<end])
    let digest = try SHA1.digest(of: part)
    return try await send(
      "PUT", session.sessionEndpoints?.uploadPart ?? "",
      headers: [
        "Digest": digest.headerValue, "Content-Type": "application/octet-stream",
        "Content-Range": "bytes \(offset)-\(end - 1)/\(content.count)",
      ].merging(headers) { $1 }, body: part)
  }

  /// Commits what the server has of a session.
  func commit(
    _ session: UploadSession, _ content: [UInt8], headers: [String: String] = [:],
    attributes: JSONValue? = nil
  ) async throws -> CurlAnswer {
    let parts = try await send("GET", session.sessionEndpoints?.listParts ?? "").json["entries"] ?? []
    var body: [String: JSONValue] = ["parts": parts]
    body["attributes"] = attributes
    return try await post(
      session.sessionEndpoints?.commit ?? "", .object(body),
      headers: ["Digest": try SHA1.digest(of: content).headerValue].merging(headers) { $1 })
  }

  private static func run(_ arguments: [String], input: [UInt8]) async throws -> CurlAnswer {
    let directory = FileManager.default.temporaryDirectory
    let inputFile = directory.appending(path: UUID().uuidString)
    let outputFile = directory.appending(path: UUID().uuidString)
    try Data(input).write(to: inputFile)
    try Data().write(to: outputFile)
    defer {
      try? FileManager.default.removeItem(at: inputFile)
      try? FileManager.default.removeItem(at: outputFile)
    }
    let process = ChildProcess()
    process.executableURL = URL(filePath: "/usr/bin/curl")
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    let exitCode = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    return parse(try Data(contentsOf: outputFile), exitCode: exitCode)
  }

  private static func parse(_ output: Data, exitCode: Int32) -> CurlAnswer {
    let separator = Data("\r\n\r\n".utf8)
    let end = output.range(of: separator)
    let head = String(decoding: output[..<(end?.lowerBound ?? output.endIndex)], as: UTF8.self)
    let lines = head.split(separator: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let sides = line.split(separator: ":", maxSplits: 1)
      if sides.count == 2 {
        headers[sides[0].lowercased()] = sides[1].trimmingCharacters(in: .whitespaces)
      }
    }
    let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return CurlAnswer(
      exitCode: exitCode, status: status, headers: headers,
      body: Data(output[(end?.upperBound ?? output.endIndex)...]))
  }
}

/// Runs a test against an emulator with small parts.
func withEmulator(
  _ change: (inout EmulatorConfiguration) -> Void = { _ in }, _ body: (Client) async throws -> Void
) async throws {
  var configuration = EmulatorConfiguration()
  configuration.partSize = 1000
  configuration.minimumFileSize = 0
  change(&configuration)
  await Turns.begin()
  defer { Turns.end() }
  let emulator = try await Emulator.start(configuration)
  do {
    try await body(Client(emulator: emulator))
    await emulator.stop()
  } catch {
    await emulator.stop()
    throw error
  }
}

/// Bytes that are not all alike.
func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 251) } }
