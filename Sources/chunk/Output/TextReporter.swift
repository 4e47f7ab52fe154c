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
    var skippedBytes: Int64 = 0
    /// Whether the upload stops or has ended: bars that come late are not drawn.
    var isOver = false

    /// What removes the bar, if one is there.
    mutating func clearing() -> String {
      defer { lastDrawn = nil }
      return lastDrawn == nil ? "" : "\r\u{1b}[K"
    }
  }

  private let name: String
  private let size: Int64?
  private let isTerminal: Bool
  /// Held while something is written, so that nothing comes between a bar and its removal.
  private let state = Mutex(State())

  /// How often a bar is drawn.
  private static let interval: Duration = .milliseconds(100)

  init(name: String, size: Int64?, isTerminal: Bool) {
    self.name = Columns.printable(name)
    self.size = size
    self.isTerminal = isTerminal
  }

  func report(_ event: UploadEvent) {
    switch event {
    case .progress(let progress): show(progress)
    case .sessionOpened(let session): say(Self.words(for: session, size: size))
    case .retrying(let retry):
      say("Trying again in \(Format.seconds(retry.delay)): \(retry.error.message)")
    case .committing: say("All parts are there; committing")
    case .processing(let wait): showWait(wait)
    case .aborted(let id): say("Session \(id) was aborted")
    case .partAcknowledged(let part):
      if part.isSkipped { state.withLock { $0.skippedBytes += part.size } }
    case .throttled(let throttle):
      let pause = throttle.pause.map { " and waits \(Format.seconds($0))" } ?? ""
      say("The service asks for less: \(throttle.limit) in flight from now on\(pause)")
    case .notice(let notice): say(notice.message)
    case .concurrencyChanged, .statistics, .finished: break
    }
  }

  func finished(_ file: FileFull, elapsed: Duration) {
    let skipped = end()
    let size = file.size ?? 0
    let there = skipped > 0 ? " (\(Format.bytes(skipped)) were there)" : ""
    // What was there has cost no time: only what was sent makes the rate.
    let rate = Format.bytes(Double(size - skipped) / max(0.001, elapsed.inSeconds))
    Terminal.print(
      Columns.printable(
        "\(file.name ?? name): uploaded as file \(file.id ?? "?"), \(Format.bytes(size))\(there) in "
          + "\(Format.seconds(elapsed)), \(rate)/s, SHA-1 \(file.sha1 ?? "?")"))
  }

  func failed(_ error: ChunkError, hints: [String]) {
    _ = end()
    Terminal.printError("chunk: \(name): \(ErrorText.line(error))")
    for hint in hints { Terminal.printError(hint) }
  }

  func stopping() {
    // Called by the thread that looks after signals: a lock that someone holds is not waited for, so
    // whether there is a bar may not be known. An empty line can be removed as well.
    _ = state.withLockIfAvailable { state in
      state.isOver = true
      return state.clearing()
    }
    Terminal.writeErrorIfReady("\(isTerminal ? "\r\u{1b}[K" : "")Stopping…\n")
  }

  func log(_ line: String) { write(line) }

  private static func words(for session: UploadEvent.Session, size: Int64?) -> String {
    guard session.isContinued else {
      return "Opened session \(session.id): \(session.totalParts) parts of \(Format.bytes(session.partSize))"
    }
    let rest = size.map { "; sending \(Format.bytes($0 - session.storedBytes))" } ?? ""
    return "Continuing session \(session.id): \(session.storedParts) of \(session.totalParts) parts are there"
      + rest
  }

  private func show(_ progress: UploadProgress) {
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
      let bar = ProgressBar(name: name, progress: progress, rate: state.meter.bytesPerSecond)
      Terminal.writeError(bar.plainLine + "\n")
    }
  }

  /// On a terminal in the bar's place: the service can take an hour, and asks for a second each time.
  private func showWait(_ wait: Duration) {
    let text = "Box puts the parts together; asking again in \(Format.seconds(wait))"
    guard isTerminal else { return say(text) }
    state.withLock { state in
      guard !state.isOver else { return }
      state.lastDrawn = .now
      let line = Columns.shortened("\(name): \(text)", to: max(1, Terminal.width - 1))
      Terminal.writeError("\r\(line)\u{1b}[K")
    }
  }

  private func say(_ text: String) { write("\(name): \(Columns.printable(text))") }

  private func write(_ text: String) {
    state.withLock { Terminal.writeError($0.clearing() + Terminal.lines(text)) }
  }

  /// Removes the bar for good, and tells how many bytes were there before.
  private func end() -> Int64 {
    state.withLock { state in
      state.isOver = true
      let clearing = state.clearing()
      if !clearing.isEmpty { Terminal.writeError(clearing) }
      return state.skippedBytes
    }
  }
}
