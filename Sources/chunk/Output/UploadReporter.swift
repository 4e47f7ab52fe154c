import ChunkCore
import ChunkModels

/// Shows an upload to whoever runs the program. Events come from more than one thread.
protocol UploadReporter: Sendable {
  /// Something happened.
  func report(_ event: UploadEvent)
  /// The upload is done.
  func finished(_ file: FileFull, elapsed: Duration)
  /// The upload failed.
  func failed(_ error: ChunkError)
}

/// Shows errors only.
struct QuietReporter: UploadReporter {
  func report(_ event: UploadEvent) {}
  func finished(_ file: FileFull, elapsed: Duration) {}
  func failed(_ error: ChunkError) { Terminal.printError("chunk: \(error)") }
}
