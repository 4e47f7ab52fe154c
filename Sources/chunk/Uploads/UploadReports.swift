import ChunkCore
import ChunkModels

/// Shows the uploads of a command, one or several, in the form that was asked for.
struct UploadReports: Sendable {
  private let output: OutputOptions
  private let jobs: [UploadJob]
  private let screen = ProgressScreen(isTerminal: Terminal.errorIsTerminal)
  private let progress: QueueProgress
  private let start = ContinuousClock.now

  init(_ jobs: [UploadJob], _ output: OutputOptions) {
    self.jobs = jobs
    self.output = output
    progress = QueueProgress(sizes: jobs.map(\.expectedBytes))
  }

  /// Whether there is more than one upload: they have one bar, and a summary at the end.
  var isQueue: Bool { jobs.count > 1 }

  /// Shows one of the uploads.
  func reporter(for job: UploadJob, _ place: Int) -> any UploadReporter {
    if output.json { return JSONReporter(path: job.source.path) }
    if output.quiet { return QuietReporter(name: job.label, isOneOfSeveral: isQueue) }
    return TextReporter(
      name: job.label, size: job.size ?? job.source.regularSize, screen: screen,
      queue: isQueue ? (progress, place) : nil)
  }

  /// The first signal came, and the uploads are about to stop. It does not wait for anything.
  func stopping() {
    if !output.isSilent { screen.stopping() }
  }

  /// A line that does not belong to an upload: the log's.
  func log(_ line: String) { output.isSilent ? Terminal.printError(line) : screen.write(line) }

  /// Something is wrong before any upload was begun.
  func failed(_ error: ChunkError) {
    if let job = jobs.first, !isQueue { return reporter(for: job, 0).failed(error, hints: []) }
    output.json ? JSONLine.writeFailure(error) : Terminal.printError("chunk: \(ErrorText.line(error))")
  }

  /// All uploads have ended.
  func ended(_ outcomes: [UploadOutcome], _ steps: NextSteps) {
    guard isQueue else { return }
    let failed = outcomes.filter { $0.error != nil }
    let bytes = outcomes.reduce(0) { $0 + $1.bytes }
    let elapsed = start.duration(to: .now)
    if output.json {
      return JSONLine.write(
        "finished",
        [
          "files": .integer(Int64(outcomes.count)), "failed": .integer(Int64(failed.count)),
          "total_bytes": .integer(bytes), "seconds": .number(elapsed.inSeconds),
          "peak_memory_bytes": PeakMemory.bytes.map { .integer($0) } ?? .null,
        ])
    }
    if output.quiet { return }
    screen.end()
    let rate = Format.bytes(Double(bytes) / max(0.001, elapsed.inSeconds))
    let memory = PeakMemory.bytes.map { ", peak memory \(Format.bytes($0))" } ?? ""
    let rest = failed.isEmpty ? "" : "; \(failed.count) not: \(Self.names(of: failed))"
    Terminal.printError(
      "\(outcomes.count - failed.count) of \(outcomes.count) files uploaded, \(Format.bytes(bytes)) in "
        + "\(Format.seconds(elapsed)), \(rate)/s\(memory)\(rest)")
    for line in steps.lines(after: failed) { Terminal.printError(line) }
  }

  /// The names of uploads that failed; why they did was said when they did.
  private static func names(of failed: [UploadOutcome]) -> String {
    let most = 10
    let names = failed.prefix(most).map { Columns.printable($0.job.label) }.joined(separator: ", ")
    return failed.count > most ? "\(names) and \(failed.count - most) more" : names
  }
}
