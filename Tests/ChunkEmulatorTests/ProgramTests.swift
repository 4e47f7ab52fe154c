import ChunkTestSupport
import Foundation
import Testing

@testable import ChunkEmulator

/// What the program says when it cannot start: one line with the path or value and what to do.
@Suite final class ProgramTests {
  private let directory = FileManager.default.temporaryDirectory.path + "/chunk-program-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(
      atPath: directory + "/tmp", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  private struct Ending {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs the program in the test's directory until it ends.
  private func run(_ arguments: String...) async throws -> Ending { try await run(arguments) }

  private func run(_ arguments: [String]) async throws -> Ending {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let (outputPath, errorPath) = (directory + "/output", directory + "/errors")
    for path in [outputPath, errorPath] { try Data().write(to: URL(filePath: path)) }
    let process = ChildProcess()
    process.executableURL = root.appending(path: ".build/debug/chunk-emulator")
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: directory)
    process.environment = ["TMPDIR": directory + "/tmp", "COLUMNS": "200"]
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: outputPath))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: errorPath))
    // Should it start after all, it must not stay.
    let watch = Task {
      try await Task.sleep(for: .seconds(180))
      process.terminate()
    }
    defer { watch.cancel() }
    let status = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    return Ending(
      status: status, output: try String(contentsOfFile: outputPath, encoding: .utf8),
      errors: try String(contentsOfFile: errorPath, encoding: .utf8))
  }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: directory + "/" + name))
  }

  /// Checks that the program does not start, and says all of the words in its one line.
  private func checkFailure(_ ending: Ending, says words: String...) {
    #expect(ending.status == 2)
    #expect(ending.output.isEmpty)
    #expect(ending.errors.hasPrefix("chunk-emulator: "))
    #expect(ending.errors.filter(\.isNewline).count == 1)
    #expect(!ending.errors.contains("Domain="))
    for word in words { #expect(ending.errors.contains(word), "\(ending.errors)") }
  }

  @Test func scripts() async throws {
    checkFailure(
      try await run("--script", "nowhere.json"), says: "nowhere.json", "No such file", "a JSON list of faults"
    )
    checkFailure(try await run("--script", "tmp"), says: "could not read tmp: Is a directory")
    try write("[{\"on\":\"part\",\n \"do\": html}]", to: "script.json")
    checkFailure(
      try await run("--script", "script.json"), says: "script.json: the script is no JSON", "json.tool")
    try write(#"[{"on":"part","do":"html"},{"on":"part","do":"x"}]"#, to: "script.json")
    checkFailure(try await run("--script", "script.json"), says: "script.json: fault 2: \"do\": \"x\"")
  }

  @Test func applications() async throws {
    checkFailure(
      try await run("--app", "nowhere.json"), says: "nowhere.json", "No such file", "configuration file")
    try write(#"{"boxAppSettings":{}}"#, to: "app.json")
    checkFailure(try await run("--app", "app.json"), says: "app.json: boxAppSettings.clientID is missing")
    try write(#"{"boxAppSettings":{"clientID":"a","clientSecret":"b"}}"#, to: "app.json")
    checkFailure(
      try await run("--app", "app.json", "--app", "app.json"), says: "application a is registered twice")
  }

  @Test func dataDirectories() async throws {
    try write("x", to: "file")
    checkFailure(try await run("--data-dir", "file"), says: "the data directory file is a file", "name a")
    checkFailure(
      try await run("--data-dir", "file/below"), says: "file/below: Not a directory", "name a data directory")
  }

  @Test func portThatIsTaken() async throws {
    let emulator = try await Emulator.start()
    checkFailure(
      try await run("--port", "\(emulator.port)"), says: "port \(emulator.port) of 127.0.0.1 is taken",
      "--port")
    await emulator.stop()
    // A server that did not start leaves no directory behind.
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory + "/tmp").isEmpty)
  }

  @Test func certificates() async throws {
    for (certificate, key) in [("a.pem", "a.key"), ("b.pem", "b.key")] {
      let openssl = ChildProcess()
      openssl.executableURL = URL(filePath: "/usr/bin/openssl")
      openssl.arguments = [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout",
        "\(directory)/\(key)", "-out", "\(directory)/\(certificate)",
      ]
      openssl.standardError = FileHandle.nullDevice
      try openssl.run()
      openssl.waitUntilExit()
    }
    try write("no PEM", to: "text")
    checkFailure(
      try await run("--tls-cert", "none.pem", "--tls-key", "a.key"), says: "none.pem: No such file", "PEM")
    checkFailure(
      try await run("--tls-cert", "a.pem", "--tls-key", "none.key"), says: "none.key: No such file", "PEM")
    checkFailure(try await run("--tls-cert", "text", "--tls-key", "a.key"), says: "text has no certificate")
    checkFailure(try await run("--tls-cert", "a.pem", "--tls-key", "text"), says: "text has no private key")
    checkFailure(
      try await run("--tls-cert", "a.pem", "--tls-key", "b.key"), says: "b.key does not go with", "a.pem")
  }

  @Test(arguments: [
    ["--port", "70000"], ["--frobnicate"], ["--session-lifetime", "nan"], ["--token-lifetime", "1e300"],
    ["--session-lifetime=-1"], ["--maximum-size=-1"], ["--minimum-size=-1"], ["--part-size", "0"],
    ["--part-size", "9223372036854775808"], ["--tls-cert", "x"], ["--users", "0"], ["--clock-offset", "inf"],
    ["--clock-offset=-1e10"],
  ])
  func optionsThatAreWrong(arguments: [String]) async throws {
    let ending = try await run(arguments)
    #expect(ending.status == 1)
    #expect(ending.output.isEmpty)
    #expect(ending.errors.contains("Usage: "))
  }

  @Test func helpAndVersion() async throws {
    let version = try await run("--version")
    #expect(version.status == 0)
    #expect(version.output == "chunk-emulator 0.1.0\n")
    let help = try await run("--help")
    #expect(help.status == 0)
    #expect(help.output.contains("EXIT STATUS"))
  }
}
