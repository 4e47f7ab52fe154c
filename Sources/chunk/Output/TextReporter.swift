import ChunkCore
import ChunkModels
import Synchronization

/// Shows an upload to a person: a bar that is drawn again and again on a terminal, or else a line at
/// each tenth of the way. What is said stays above the bar.
final class TextReporter: UploadReporter {
  private struct State {
    var lastDrawn: ContinuousClock.Instant?
    var lastTenth: Int64 = 0
    var meter = RateMeter()
  }

  private let name: String
  private let isTerminal: Bool
  private let state = Mutex(State())

  /// How often a bar is drawn.
  private static let interval: Duration = .milliseconds(100)

  init(name: String, isTerminal: Bool) {
    self.name = Columns.printable(name)
    self.isTerminal = isTerminal
  }

  func report(_ event: UploadEvent) {
    switch event {
    case .progress(let progress): show(progress)
    case .sessionOpened(let session):
      let verb = session.isContinued ? "Continuing" : "Opened"
      say("\(verb) session \(session.id): \(session.totalParts) parts of \(Format.bytes(session.partSize))")
    case .retrying(let retry):
      say("Trying again in \(Format.seconds(retry.delay)): \(retry.error.message)")
    case .committing: say("All parts are there; committing")
    case .processing(let wait): say("Box puts the parts together; asking again in \(Format.seconds(wait))")
    case .aborted(let id): say("Session \(id) was aborted")
    case .partAcknowledged, .finished: break
    }
  }

  func finished(_ file: FileFull, elapsed: Duration) {
    clear()
    let size = file.size ?? 0
    Terminal.print(
      "\(name): uploaded as file \(file.id ?? "?"), \(Format.bytes(size)) in \(Format.seconds(elapsed)), "
        + "\(Format.bytes(Double(size) / max(0.001, elapsed.inSeconds)))/s, SHA-1 \(file.sha1 ?? "?")")
  }

  func failed(_ error: ChunkError) {
    clear()
    Terminal.printError("chunk: \(name): \(error)")
    if let session = error.session {
      Terminal.printError("To go on: chunk upload --session \(session.id) with the same file and settings")
      Terminal.printError("To drop it: chunk session abort \(session.id)")
    }
  }

  private func show(_ progress: UploadProgress) {
    let line: String? = state.withLock { state in
      let now = ContinuousClock.now
      state.meter.note(progress, at: now)
      if isTerminal {
        if let last = state.lastDrawn, now - last < Self.interval { return nil }
        state.lastDrawn = now
        let bar = ProgressBar(name: name, progress: progress, rate: state.meter.bytesPerSecond)
        return "\r\(bar.line(width: Terminal.width))\u{1b}[K"
      }
      let tenth = progress.acknowledgedBytes * 10 / max(1, progress.totalBytes)
      guard tenth > state.lastTenth else { return nil }
      state.lastTenth = tenth
      let bar = ProgressBar(name: name, progress: progress, rate: state.meter.bytesPerSecond)
      return bar.plainLine + "\n"
    }
    if let line { Terminal.writeError(line) }
  }

  private func say(_ text: String) {
    clear()
    Terminal.printError("\(name): \(text)")
  }

  private func clear() {
    guard isTerminal else { return }
    let wasDrawn = state.withLock { state in
      defer { state.lastDrawn = nil }
      return state.lastDrawn != nil
    }
    if wasDrawn { Terminal.writeError("\r\u{1b}[K") }
  }
}
