internal import Foundation

/// Runs the `openssl` program.
///
/// - Returns: What it wrote to standard output.
/// - Throws: ``ToolFailure`` with what it said, if it does not succeed.
@discardableResult public func openssl(_ arguments: String...) throws -> String {
  let process = ChildProcess()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["openssl"] + arguments
  let (output, errors) = (Pipe(), Pipe())
  process.standardError = errors
  process.standardOutput = output
  try process.run()
  // What it writes here is less than a pipe holds.
  let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw ToolFailure(tool: "openssl", message: text) }
  return said
}

/// A program that the tests need did not do its work.
public struct ToolFailure: Error, CustomStringConvertible {
  let tool: String
  let message: String

  /// The program and what it said.
  public var description: String { "\(tool): \(message)" }
}
