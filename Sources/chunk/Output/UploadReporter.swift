import ChunkCore
import ChunkModels

/// Shows an upload to whoever runs the program. Events come from more than one thread.
protocol UploadReporter: Sendable {
  /// Something happened.
  func report(_ event: UploadEvent)
  /// The upload is done.
  func finished(_ file: FileFull, elapsed: Duration)
  /// The upload failed; the hints are lines that say how to go on.
  func failed(_ error: ChunkError, hints: [String])
}

/// Shows errors only.
struct QuietReporter: UploadReporter {
  let name: String
  /// Whether it is one of several files, of which many may not have begun when they are stopped.
  let isOneOfSeveral: Bool

  func report(_ event: UploadEvent) {}
  func finished(_ file: FileFull, elapsed: Duration) {}

  func failed(_ error: ChunkError, hints: [String]) {
    if isOneOfSeveral, error.kind == .cancelled, error.session == nil { return }
    let session = error.session.map { " \(ErrorText.line($0))" } ?? ""
    Terminal.printError("chunk: \(Columns.printable(name)): \(ErrorText.line(error))\(session)")
  }
}
