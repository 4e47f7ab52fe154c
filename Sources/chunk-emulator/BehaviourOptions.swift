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

  @Option(help: "How many commits of each session are first answered with 202.")
  var commitDelay = 0

  @Option(help: "The Retry-After of those answers, in seconds.")
  var commitRetryAfter = 1

  @Option(help: "How long a session lives, in seconds.")
  var sessionLifetime: Double?

  func validate() throws {
    if let partSize, partSize < 1 { throw ValidationError("--part-size must be at least 1") }
    guard commitDelay >= 0, commitRetryAfter >= 0 else {
      throw ValidationError("--commit-delay and --commit-retry-after must not be negative")
    }
  }

  /// Puts the options into a configuration.
  func apply(to configuration: inout EmulatorConfiguration) throws {
    if let script { configuration.faults = try FaultScript.load(path: script) }
    configuration.partSize = partSize
    if let minimumSize { configuration.minimumFileSize = minimumSize }
    if let sessionLifetime { configuration.sessionLifetime = sessionLifetime }
    configuration.commitDelay = CommitDelay(count: commitDelay, retryAfter: commitRetryAfter)
  }
}
