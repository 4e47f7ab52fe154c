import ChunkTestSupport
import Logging
import Synchronization

/// A logger that keeps every line, of every level.
final class LogCollector: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  func add(_ line: String) {
    Evidence.keep(line)
    lines.withLock { $0.append(line) }
  }

  var logger: Logger {
    Logger(label: "test", factory: { _ in Handler(collector: self) })
  }

  private struct Handler: LogHandler {
    let collector: LogCollector
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      collector.add("\(event.level) \(event.message) \(event.metadata ?? [:])")
    }
  }
}
