#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The file that results are told to, a line each. Several processes may add to it.
enum ConformanceReport {
  static func add(_ result: CheckResult, of check: TransportCheck, by subject: TransportUnderTest) {
    guard let path = getenv("CHUNK_CONFORMANCE_REPORT"), path[0] != 0 else { return }
    let fields = [check.name, subject.name, result.word, result.note]
    let line = fields.map { $0.map { $0 == "\t" || $0.isNewline ? " " : $0 } }.map { String($0) }
    let bytes = Array((line.joined(separator: "\t") + "\n").utf8)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return complain(path) }
    defer { close(descriptor) }
    // One write, so that the lines of several processes do not mix.
    if write(descriptor, bytes, bytes.count) != bytes.count { complain(path) }
  }

  private static func complain(_ path: UnsafePointer<CChar>) {
    let text = "CHUNK_CONFORMANCE_REPORT: cannot write to \(String(cString: path))\n"
    _ = text.withCString { write(STDERR_FILENO, $0, strlen($0)) }
  }
}
