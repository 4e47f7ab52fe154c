import ArgumentParser
import ChunkCore

/// When an upload is given up, and what becomes of its session then.
struct EndingOptions: ParsableArguments, Sendable {
  @Option(help: "What becomes of the session when the upload fails: keep or abort.")
  var onFailure = UploadOptions.OnFailure.keep

  @Option(help: "What becomes of the session when Ctrl-C stops the upload: keep or abort.")
  var onCancel = UploadOptions.OnFailure.keep

  @Option(
    help: ArgumentHelp(
      "For how long an outage of the network or the service is waited out; 0 gives up after a few attempts.",
      valueName: "seconds"))
  var patience = Self.defaultPatience

  @Option(
    help: ArgumentHelp(
      "For how long the service may put the parts together before the upload ends with status 6.",
      valueName: "seconds"))
  var commitTime = Self.defaultCommitTime

  /// As long as the library waits.
  private static let defaultPatience = RetryPolicy().patience.components.seconds
  private static let defaultCommitTime = UploadOptions(resumeStore: nil).commitTime.components.seconds

  func validate() throws {
    // A year; and sums of what clocks tell do not overflow.
    guard (1...31_536_000).contains(commitTime) else {
      throw ValidationError("--commit-time is to be 1 to 31536000 seconds.")
    }
    guard (0...31_536_000).contains(patience) else {
      throw ValidationError("--patience is to be 0 to 31536000 seconds.")
    }
  }

  /// Puts these settings into an upload's options.
  func apply(to options: inout UploadOptions) {
    options.onFailure = onFailure
    options.onCancel = onCancel
    options.retries.patience = .seconds(patience)
    options.commitTime = .seconds(commitTime)
  }

  /// The flags that differ from their defaults, to go into a command that is to be pasted.
  var words: [String] {
    let flags: [(String, String?)] = [
      ("--on-failure", onFailure == .keep ? nil : onFailure.rawValue),
      ("--on-cancel", onCancel == .keep ? nil : onCancel.rawValue),
      ("--patience", patience == Self.defaultPatience ? nil : "\(patience)"),
      ("--commit-time", commitTime == Self.defaultCommitTime ? nil : "\(commitTime)"),
    ]
    return flags.flatMap(ShellWord.option)
  }
}
