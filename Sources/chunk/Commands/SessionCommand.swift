import ArgumentParser
import ChunkCore
import ChunkModels

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
      Each command takes one step, and prints the service's JSON on one line. SESSION is a session's \
      id, or the URL of the step from the session's session_endpoints. By URL a step is one request; by \
      id, put, plan and commit may first ask for the session or its parts.
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
      let manager = try service.manager(isQuiet: output.quiet) { Terminal.printError($0) }
      let json = try await Signals.cancelling { [output] in
        output.stopping()
      } _: { [self] in
        try await step(manager)
      }
      try write(json)
    } catch {
      throw output.fail(service.explained(ChunkError(any: error)))
    }
  }

  /// Writes the service's JSON again, on one line: nobody promises that it came on one.
  private func write(_ json: Data) throws {
    if output.json {
      let response = json.isEmpty ? JSONValue.null : try WireJSON.decode(JSONValue.self, from: json)
      JSONLine.write("finished", ["response": response])
    } else if !output.quiet, !json.isEmpty {
      Terminal.print(try JSONLine.text(of: try WireJSON.decode(JSONValue.self, from: json)))
    }
  }
}
