import ArgumentParser
import ChunkCore

/// The program. Its exit statuses are ``ExitStatus``; argument errors are among them.
@main
struct Chunk: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chunk",
    abstract: "Upload big files to Box.",
    discussion: """
      The access token is read from --token-file or from BOX_ACCESS_TOKEN; it is never an argument.

      EXIT STATUS
        0  done
        1  usage: an argument or a setting is wrong, nothing was sent
        2  an error that fits none of the others
        3  the folder, the file or the session was not found at the service
        4  the local file cannot be read, or changed while it was uploaded
        5  temporary: the same command may succeed later
        6  still processing: all bytes are there; go on with --session to commit
        7  permanent: the service refuses, and will again
        130, 143  cancelled by SIGINT (Ctrl-C) or SIGTERM
      """,
    version: "chunk \(Version.current)",
    subcommands: [UploadCommand.self, SessionCommand.self])

  static func main() async {
    Signals.ignoreClosedPipes()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      finish(error)
    }
  }

  /// Ends the program with the status that says what happened.
  private static func finish(_ error: any Error) -> Never {
    if let status = error as? ExitStatus { status.exit() }
    if let failure = error as? ChunkError {
      Terminal.printError("chunk: \(failure)")
      ExitStatus(failure).exit()
    }
    let isHelp = exitCode(for: error).isSuccess
    let message = fullMessage(for: error)
    if isHelp { print(message) } else { Terminal.printError(message) }
    (isHelp ? ExitStatus.done : ExitStatus.usage).exit()
  }
}
