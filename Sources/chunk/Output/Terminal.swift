import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The two streams that the program writes to.
enum Terminal {
  /// The system's error number of the first result that could not be written.
  private static let lostOutput = Mutex<CInt?>(nil)

  /// Whether standard error is a terminal.
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// How many columns standard error's terminal has; 80 if it does not say.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes lines to standard error, without what could steer a terminal.
  static func printError(_ text: String) { writeError(lines(text)) }

  /// Writes a line to standard output, at once: whoever reads a pipe is waiting for it. What cannot be
  /// written does not stop an upload; ``lostOutputReason`` tells at the end.
  static func print(_ line: String) {
    guard let code = write(line + "\n", to: STDOUT_FILENO) else { return }
    lostOutput.withLock { $0 = $0 ?? code }
  }

  /// Writes text to standard error as it is.
  static func writeError(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  /// Writes to standard error only if nothing holds it up: for the thread that looks after signals.
  static func writeErrorIfReady(_ text: String) {
    var request = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    if poll(&request, 1, 0) == 1 { writeError(text) }
  }

  /// Lines as ``printError(_:)`` writes them.
  static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Columns.printable(String($0)) + "\n" }.joined()
  }

  /// Why a result did not reach standard output; `nil` if all did.
  static var lostOutputReason: String? {
    lostOutput.withLock { $0 }.map { code in
      var text = [CChar](repeating: 0, count: 256)
      guard strerror_r(code, &text, text.count) == 0 else { return "error \(code)" }
      return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }

  /// Writes it all, and returns the system's error number if it cannot.
  private static func write(_ text: String, to descriptor: CInt) -> CInt? {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      let code = errno
      if count >= 0 {
        bytes = bytes.dropFirst(count)
      } else if code == EAGAIN {
        // Someone made the pipe or terminal non-blocking; it is shared with other programs.
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&request, 1, 1000)
      } else if code != EINTR {
        return code
      }
    }
    return nil
  }

  /// `write(2)`, which the method above hides by its name.
  private static let systemWrite: @Sendable (CInt, UnsafeRawPointer?, Int) -> Int = {
    #if canImport(Darwin)
      Darwin.write($0, $1, $2)
    #elseif canImport(Musl)
      Musl.write($0, $1, $2)
    #else
      Glibc.write($0, $1, $2)
    #endif
  }
}
