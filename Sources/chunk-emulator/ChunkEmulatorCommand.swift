internal import ArgumentParser
internal import ChunkEmulator
internal import Logging

/// Runs an emulator until it is told to stop.
@main
struct ChunkEmulatorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chunk-emulator",
    abstract: "A local server that speaks Box's chunked upload API.",
    discussion: """
      The first line on standard output is a JSON object with the server's "url", "base_url", \
      "upload_url", "token_url", "authorize_url" and "token". Logs go to standard error. SIGINT or SIGTERM ends it.

      EXIT STATUS
        0  done, or ended by SIGINT or SIGTERM
        1  usage: an option is wrong, and nothing was started
        2  the server could not be started: a file, a directory or the port
      """,
    version: "chunk-emulator \(Version.current)")

  @OptionGroup(title: "Server") var server: ServerOptions
  @OptionGroup(title: "Tokens") var authorization: AuthorizationOptions
  @OptionGroup(title: "Behaviour") var behaviour: BehaviourOptions
  @OptionGroup(title: "Plans") var plans: PlanOptions

  @Option(help: "How much to log.")
  var logLevel = LogLevel.warning

  static func main() async {
    let command: ChunkEmulatorCommand
    do {
      command = try parse()
    } catch {
      let isHelp = exitCode(for: error).isSuccess
      let message = fullMessage(for: error)
      if isHelp { print(message) } else { StandardError.write(message + "\n") }
      ExitStatus.exit(isHelp ? ExitStatus.done : ExitStatus.usage)
    }
    do {
      try await command.run()
    } catch {
      // One line, whatever an error of the system's says.
      let text = String(describing: error).split(whereSeparator: \.isNewline).joined(separator: " ")
      StandardError.write("chunk-emulator: \(text)\n")
      ExitStatus.exit(ExitStatus.failure)
    }
  }

  func run() async throws {
    var configuration = EmulatorConfiguration()
    server.apply(to: &configuration)
    try authorization.apply(to: &configuration)
    try behaviour.apply(to: &configuration)
    plans.apply(to: &configuration)
    var logger = Logger(label: "chunk-emulator") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = logLevel.level
    let stop = await StopSignals.install()
    let emulator = try await Emulator.start(configuration, logger: logger)
    try Announcement(emulator).print()
    for await _ in stop { break }
    await emulator.stop()
  }
}

/// How much to log, in the logging library's words.
enum LogLevel: String, CaseIterable, ExpressibleByArgument {
  case trace, debug, info, notice, warning, error, critical

  /// The library's level.
  var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .warning }
}
