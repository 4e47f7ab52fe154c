internal import ChunkTestSupport
package import Logging

extension Logger {
  /// Logs everything, at every level, where a search for secrets finds it.
  package static let evidence = Logger(label: "evidence", factory: { _ in EvidenceHandler() })
}

private struct EvidenceHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .trace

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { Evidence.keep("\(event.level) \(event.message) \(event.metadata ?? [:])") }
}
