import Logging

/// Hands log entries on as lines, to whoever else writes to standard error: a progress bar is not to
/// be in the middle of them.
struct LineLogHandler: LogHandler {
  let write: @Sendable (String) -> Void
  var metadata = Logger.Metadata()
  var logLevel = Logger.Level.warning

  init(write: @escaping @Sendable (String) -> Void) { self.write = write }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
    let values = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    write(Columns.printable("chunk: \(event.level): \(event.message)\(values)"))
  }
}
