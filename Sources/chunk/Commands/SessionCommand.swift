import ArgumentParser
import ChunkCore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct SessionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "session",
    abstract: "Take the steps of an upload one by one.",
    discussion: """
      Each command is one request, and prints the service's JSON on one line. SESSION is a session's \
      id, or the URL of the step from the session's session_endpoints.
      """,
    subcommands: [
      SessionCreate.self, SessionStatus.self, SessionParts.self, SessionPut.self, SessionCommit.self,
      SessionAbort.self, SessionPlan.self,
    ])
}

/// A session on the command line: its id, or a URL that the service gave.
enum SessionArgument: ExpressibleByArgument, Sendable {
  case id(String)
  case url(String)

  static let help: ArgumentHelp = "The session's id, or the URL of this step that the service gave."

  init(argument: String) {
    self = argument.contains("://") ? .url(argument) : .id(argument)
  }
}

/// What all steps share: the settings, the result on one line, errors as the upload reports them.
protocol SessionStep: AsyncParsableCommand, Sendable {
  var service: ServiceOptions { get }
  var output: OutputOptions { get }
  /// Takes the step and returns the service's JSON.
  func step(_ manager: ChunkedUploadsManager) async throws -> Data
}

extension SessionStep {
  func run() async throws {
    do {
      let manager = try service.manager()
      let json = try await Signals.cancelling { [self] in try await step(manager) }
      if !output.quiet, !json.isEmpty { Terminal.print(String(decoding: json, as: UTF8.self)) }
    } catch let error as ChunkError {
      if output.json {
        JSONLine.write("failed", ["error": JSONLine.value(of: error)])
      } else {
        Terminal.printError("chunk: \(error)")
      }
      throw ExitStatus(error)
    }
  }
}
