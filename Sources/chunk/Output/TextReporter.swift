import ChunkCore
import ChunkModels
import Synchronization

/// Shows an upload to a person; see ``ProgressScreen``.
final class TextReporter: UploadReporter {
  private struct State {
    var skippedBytes: Int64 = 0
    var statistics: UploadStatistics?
    /// Whether the file was that of the source already.
    var isUnchanged = false
  }

  private let name: String
  private let size: Int64?
  private let screen: ProgressScreen
  /// The queue that the upload is one of, and its place in it; they share one bar.
  private let queue: (progress: QueueProgress, place: Int)?
  private let state = Mutex(State())

  init(name: String, size: Int64?, screen: ProgressScreen, queue: (QueueProgress, Int)? = nil) {
    self.name = Columns.printable(name)
    self.size = size
    self.screen = screen
    self.queue = queue
  }

  func report(_ event: UploadEvent) {
    switch event {
    case .progress(let progress): show(progress)
    case .sessionOpened(let session): say(Self.words(for: session, size: size))
    case .retrying(let retry):
      say("Trying again in \(Format.seconds(retry.delay)): \(retry.error.message)")
    case .committing: say("All parts are there; committing")
    case .processing(let wait): showWait(wait)
    case .unchanged: state.withLock { $0.isUnchanged = true }
    case .aborted(let id): say("Session \(id) was aborted")
    case .partAcknowledged(let part):
      if part.isSkipped { state.withLock { $0.skippedBytes += part.size } }
    case .throttled(let throttle):
      let pause = throttle.pause.map { ", after a pause of \(Format.seconds($0))" } ?? ""
      let parts = throttle.limit == 1 ? "1 part" : "\(throttle.limit) parts"
      say("The service asks for less: \(parts) in flight from now on\(pause)")
    case .notice(let notice): say(notice.message)
    case .statistics(let statistics): state.withLock { $0.statistics = statistics }
    case .concurrencyChanged, .planned, .finished: break
    }
  }

  func finished(_ file: FileFull, elapsed: Duration) {
    endBar(isFinished: true)
    let state = state.withLock { $0 }
    let skipped = state.skippedBytes
    if let statistics = state.statistics { say(StatisticsText.line(statistics)) }
    let size = file.size ?? 0
    if state.isUnchanged {
      return screen.print(
        "\(file.name ?? name): file \(file.id ?? "?") has this content already, and no new version was made; "
          + "\(Format.bytes(size)), SHA-1 \(file.sha1 ?? "?")")
    }
    let there = skipped > 0 ? " (\(Format.bytes(skipped)) were there)" : ""
    // What was there has cost no time: only what was sent makes the rate.
    let sent = size - skipped
    let rate = sent > 0 ? ", \(Format.bytes(Double(sent) / max(0.001, elapsed.inSeconds)))/s" : ""
    screen.print(
      "\(file.name ?? name): uploaded as file \(file.id ?? "?"), \(Format.bytes(size))\(there) in "
        + "\(Format.seconds(elapsed))\(rate), SHA-1 \(file.sha1 ?? "?")")
  }

  func failed(_ error: ChunkError, hints: [String]) {
    endBar(isFinished: false)
    if queue != nil {
      // Many may not have begun when they are stopped.
      if error.kind == .cancelled, error.session == nil { return }
      let session = error.session.map { " \(ErrorText.line($0))" } ?? ""
      return screen.write("chunk: \(name): \(ErrorText.line(error))\(session)")
    }
    Terminal.printError("chunk: \(name): \(ErrorText.line(error))")
    for hint in hints { Terminal.printError(hint) }
  }

  private static func words(for session: UploadEvent.Session, size: Int64?) -> String {
    guard session.isContinued else {
      return "Opened session \(session.id): \(session.totalParts) parts of \(Format.bytes(session.partSize))"
    }
    let rest = size.map { "; sending \(Format.bytes($0 - session.storedBytes))" } ?? ""
    return "Continuing session \(session.id): \(session.storedParts) of \(session.totalParts) parts are there"
      + rest
  }

  private func show(_ progress: UploadProgress) {
    guard let queue else { return screen.show(progress, as: name) }
    queue.progress.note(progress, of: queue.place)
    screen.show(queue.progress.total, as: queue.progress.title)
  }

  /// The service can take an hour, and asks for a second each time: no line for each of them.
  private func showWait(_ wait: Duration) {
    // The bar is all files'.
    guard queue == nil else { return }
    screen.showInPlace("\(name): Box puts the parts together; asking again in \(Format.seconds(wait))")
  }

  private func say(_ text: String) { screen.write("\(name): \(Columns.printable(text))") }

  private func endBar(isFinished: Bool) {
    guard let queue else { return screen.end() }
    queue.progress.noteEnd(of: queue.place, isFinished: isFinished)
  }
}
