#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The two streams that the program writes to.
enum Terminal {
  /// Whether standard error is a terminal.
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// How many columns standard error's terminal has; 80 if it does not say.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes a line to standard error.
  static func printError(_ line: String) { write(line + "\n", to: STDERR_FILENO) }

  /// Writes a line to standard output, at once: whoever reads a pipe is waiting for it.
  static func print(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }

  /// Writes text to standard error as it is.
  static func writeError(_ text: String) { write(text, to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: CInt) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      // Nobody reads any more, or the disk is full: an upload does not stop for that.
      if count < 0 && errno != EINTR { return }
      bytes = bytes.dropFirst(max(0, count))
    }
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
