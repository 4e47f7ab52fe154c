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

  func report(_ event: UploadEvent) {}
  func finished(_ file: FileFull, elapsed: Duration) {}

  func failed(_ error: ChunkError, hints: [String]) {
    let session = error.session.map { " \(ErrorText.line($0))" } ?? ""
    Terminal.printError("chunk: \(Columns.printable(name)): \(ErrorText.line(error))\(session)")
  }
}
