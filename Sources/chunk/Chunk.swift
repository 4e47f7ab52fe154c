import ArgumentParser
import ChunkCore

/// The command line's programs: what they have in common is all but the transports that are linked into them.
package enum ChunkProgram {
  /// Runs the program with the arguments of the process.
  package static func run(with transports: TransportCatalog) async {
    await TransportCatalog.$current.withValue(transports) { await Chunk.main() }
  }
}

/// The program. Its exit statuses are ``ExitStatus``; argument errors are among them.
struct Chunk: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chunk",
    abstract: "Upload big files to Box.",
    discussion: """
      CREDENTIALS
        Of these, the first one that is set is used; 'chunk whoami' says which that is.
        1. --token-file FILE, or --config FILE
        2. CHUNK_TOKEN_FILE, a file that holds an access token
        3. BOX_ACCESS_TOKEN, an access token
        4. BOX_CONFIG_FILE, the JSON of an app that signs with a key
        5. BOX_CLIENT_ID and BOX_CLIENT_SECRET, with BOX_USER_ID or BOX_ENTERPRISE_ID
        6. the login that 'chunk login' has made
        A token or a secret is never an argument. All but finished tokens are renewed in time.

      EXIT STATUS
        0  done
        1  usage: an argument or a setting is wrong, nothing was sent
        2  an error that fits none of the others, or the result could not be written
        3  the folder, the file or the session was not found at the service; or there is no such record
        4  the local file cannot be read, or changed while it was uploaded
        5  temporary: the same command may succeed later
        6  still processing: all bytes are there; the same command goes on with the commit
        7  permanent: the service refuses, and will again
        11 some of several files failed; or all of them, but not in the same way
        129, 130, 143  cancelled by SIGHUP, SIGINT (Ctrl-C) or SIGTERM
      """,
    version: "chunk \(Version.current)",
    subcommands: [
      UploadCommand.self, UploadsCommand.self, SessionCommand.self, LoginCommand.self, LogoutCommand.self,
      WhoamiCommand.self,
    ])

  static func main() async {
    Signals.ignoreClosedPipes()
    do {
      try refuseDashedPath()
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      await LoginRenewal.settle()
    } catch {
      await LoginRenewal.settle()
      finish(error)
    }
    if tellLostOutput() { ExitStatus.uncategorised.exit() }
  }

  /// Ends the program with the status that says what happened.
  private static func finish(_ error: any Error) -> Never {
    if let status = error as? ExitStatus {
      // The failure's own status says more.
      _ = tellLostOutput()
      status.exit()
    }
    let isHelp = exitCode(for: error).isSuccess
    if isHelp {
      Terminal.print(fullMessage(for: error))
      ExitStatus.done.exit()
    }
    if arguments.contains("--json") {
      JSONLine.writeFailure(
        ChunkError(.invalidArgument, message(for: error), remedy: "See 'chunk help'"))
    }
    Terminal.printError(fullMessage(for: error))
    ExitStatus.usage.exit()
  }

  /// Says so if a result did not reach standard output: whoever needs it has to know.
  private static func tellLostOutput() -> Bool {
    guard let reason = Terminal.lostOutputReason else { return false }
    Terminal.printError("chunk: The result could not be written to standard output: \(reason)")
    return true
  }

  /// A file `-dash.bin` has an h, and would be taken as a request for help, which succeeds.
  private static func refuseDashedPath() throws {
    let flags: Set<Character> = ["h", "q", "v"]
    for argument in arguments where argument.hasPrefix("-") && !argument.hasPrefix("--") {
      let letters = argument.dropFirst()
      guard letters.contains("h"), !letters.allSatisfy(flags.contains) else { continue }
      throw ValidationError("Unknown option '\(argument)'. For a file, write './\(argument)'.")
    }
  }

  /// The arguments that can be options.
  private static var arguments: ArraySlice<String> { CommandLine.arguments.dropFirst().prefix { $0 != "--" } }
}
