internal import ArgumentParser
internal import ChunkEmulator

/// How the server behaves towards clients.
struct BehaviourOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Do what this fault script says: a JSON list.", valueName: "file"),
    completion: .file())
  var script: String?

  @Option(help: "The part size of every session, in bytes; by default it depends on the file's size.")
  var partSize: Int64?

  @Option(help: "The smallest file that a session takes, in bytes.")
  var minimumSize: Int64?

  @Option(help: "The largest file that a session takes, in bytes; 500,000,000,000 by default.")
  var maximumSize: Int64?

  @Option(help: "How many commits of each session are first answered with 202.")
  var commitDelay = 0

  @Option(help: "The Retry-After of those answers, in seconds.")
  var commitRetryAfter = 1

  @Option(help: "How long a session lives, in seconds.")
  var sessionLifetime: Double?

  @Flag(help: "Refuse a second session for the same folder, name and size with 409, which names the first.")
  var sessionConflict = false

  func validate() throws {
    if let partSize, partSize < 1 { throw ValidationError("--part-size must be at least 1") }
    if let minimumSize, minimumSize < 0 { throw ValidationError("--minimum-size must not be negative") }
    if let maximumSize, maximumSize < 0 { throw ValidationError("--maximum-size must not be negative") }
    if let sessionLifetime, !SecondsArgument.isGood(sessionLifetime) {
      throw ValidationError("--session-lifetime must be \(SecondsArgument.rule)")
    }
    guard commitDelay >= 0, commitRetryAfter >= 0 else {
      throw ValidationError("--commit-delay and --commit-retry-after must not be negative")
    }
  }

  /// Puts the options into a configuration.
  func apply(to configuration: inout EmulatorConfiguration) throws {
    if let script { configuration.faults = try FaultScript.load(path: script) }
    configuration.partSize = partSize
    configuration.hasSessionConflicts = sessionConflict
    if let minimumSize { configuration.minimumFileSize = minimumSize }
    if let maximumSize { configuration.maximumFileSize = maximumSize }
    if let sessionLifetime { configuration.sessionLifetime = sessionLifetime }
    configuration.commitDelay = CommitDelay(count: commitDelay, retryAfter: commitRetryAfter)
  }
}

/// Times on the command line: what a calendar can add to the present.
enum SecondsArgument {
  static let rule = "from 0 to 1,000,000,000 seconds"

  static func isGood(_ seconds: Double) -> Bool { (0...1_000_000_000).contains(seconds) }
}
