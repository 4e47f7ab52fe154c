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
      "upload_url" and "token". Logs go to standard error. SIGINT or SIGTERM ends it.
      """)

  @OptionGroup(title: "Server") var server: ServerOptions
  @OptionGroup(title: "Behaviour") var behaviour: BehaviourOptions

  @Option(help: "How much to log.")
  var logLevel = LogLevel.warning

  func run() async throws {
    var configuration = EmulatorConfiguration()
    server.apply(to: &configuration)
    try behaviour.apply(to: &configuration)
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
