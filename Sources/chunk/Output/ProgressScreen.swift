import ChunkCore
import Synchronization

/// Standard error while uploads run: on a terminal a bar that is drawn again and again, or else a line
/// at each tenth of the way. What is said stays above the bar.
final class ProgressScreen: Sendable {
  private struct State {
    var lastDrawn: ContinuousClock.Instant?
    var lastTenth: Int64 = 0
    var meter = RateMeter()
    /// Whether the uploads stop or have ended: bars that come late are not drawn.
    var isOver = false

    /// What removes the bar, if one is there.
    mutating func clearing() -> String {
      defer { lastDrawn = nil }
      return lastDrawn == nil ? "" : "\r\u{1b}[K"
    }
  }

  let isTerminal: Bool
  /// Held while something is written, so that nothing comes between a bar and its removal.
  private let state = Mutex(State())

  /// How often a bar is drawn.
  private static let interval: Duration = .milliseconds(100)

  init(isTerminal: Bool) { self.isTerminal = isTerminal }

  /// Shows how far the uploads are, under this name.
  func show(_ progress: UploadProgress, as name: String) {
    state.withLock { state in
      guard !state.isOver else { return }
      let now = ContinuousClock.now
      state.meter.note(progress, at: now)
      if isTerminal {
        if let last = state.lastDrawn, now - last < Self.interval { return }
        state.lastDrawn = now
        let bar = ProgressBar(name: name, progress: progress, rate: state.meter.bytesPerSecond)
        return Terminal.writeError("\r\(bar.line(width: Terminal.width))\u{1b}[K")
      }
      let tenth = progress.acknowledgedBytes * 10 / max(1, progress.totalBytes)
      guard tenth > state.lastTenth else { return }
      state.lastTenth = tenth
      // With many parts on the way, most lines would say 100%.
      var arrived = progress
      arrived.inFlightBytes = 0
      let bar = ProgressBar(name: name, progress: arrived, rate: state.meter.bytesPerSecond)
      Terminal.writeError(bar.plainLine + "\n")
    }
  }

  /// On a terminal in the bar's place, elsewhere as a line.
  func showInPlace(_ text: String) {
    guard isTerminal else { return write(text) }
    state.withLock { state in
      guard !state.isOver else { return }
      state.lastDrawn = .now
      let line = Columns.shortened(Columns.printable(text), to: max(1, Terminal.width - 1))
      Terminal.writeError("\r\(line)\u{1b}[K")
    }
  }

  /// Writes lines above the bar.
  func write(_ text: String) {
    state.withLock { Terminal.writeError($0.clearing() + Terminal.lines(text)) }
  }

  /// Writes a result to standard output, above the bar.
  func print(_ line: String) {
    state.withLock { state in
      let clearing = state.clearing()
      if !clearing.isEmpty { Terminal.writeError(clearing) }
      Terminal.print(Columns.printable(line))
    }
  }

  /// The uploads are about to stop.
  func stopping() {
    // Called by the thread that looks after signals: a lock that someone holds is not waited for, so
    // whether there is a bar may not be known. An empty line can be removed as well.
    _ = state.withLockIfAvailable { state in
      state.isOver = true
      return state.clearing()
    }
    Terminal.writeErrorIfReady("\(isTerminal ? "\r\u{1b}[K" : "")Stopping…\n")
  }

  /// Removes the bar for good.
  func end() {
    state.withLock { state in
      state.isOver = true
      let clearing = state.clearing()
      if !clearing.isEmpty { Terminal.writeError(clearing) }
    }
  }
}
