internal import Foundation

/// The `openssl` program: it shares no code with what is tested.
enum OpenSSLTool {
  /// Runs it to its end.
  ///
  /// - Throws: ``ToolFailure`` unless it succeeds.
  static func run(_ arguments: String...) throws {
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ToolFailure(tool: "openssl", message: text) }
  }
}

/// A program that the tests need did not do its work.
public struct ToolFailure: Error, CustomStringConvertible {
  let tool: String
  let message: String

  /// The program and what it said.
  public var description: String { "\(tool): \(message)" }
}
