import ChunkCore
import ChunkModels

/// Shows an upload to whoever runs the program. Events come from more than one thread.
protocol UploadReporter: Sendable {
  /// Something happened.
  func report(_ event: UploadEvent)
  /// The first signal came, and the upload is about to stop. It may not wait for anything.
  func stopping()
  /// A line that does not belong to the upload: the log's.
  func log(_ line: String)
  /// The upload is done.
  func finished(_ file: FileFull, elapsed: Duration)
  /// The upload failed; the hints are lines that say how to go on.
  func failed(_ error: ChunkError, hints: [String])
}

extension UploadReporter {
  func stopping() {}
  func log(_ line: String) { Terminal.printError(line) }
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
