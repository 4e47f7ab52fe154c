import ChunkCore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A line that somebody pastes.
enum InputLine {
  /// More than any URL has, in bytes.
  private static let longest = 64 << 10

  /// The next line of standard input, without spaces at its ends.
  ///
  /// - Throws: ``ChunkError`` if none comes in time; at once, if the task is cancelled.
  static func read(within limit: Duration) async throws(ChunkError) -> String {
    try await WorkerThread.doing { interruption throws(ChunkError) in
      let end = ContinuousClock.now + limit
      var line: [UInt8] = []
      while !interruption.isSet, ContinuousClock.now < end, line.count < longest {
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&input, 1, 100) > 0 else { continue }
        // One byte at a time: what comes after the line is not ours.
        var byte: UInt8 = 0
        let count = systemRead(STDIN_FILENO, &byte, 1)
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        if count <= 0 || byte == UInt8(ascii: "\n") {
          let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
          guard let word = words.first else { break }
          return String(word)
        }
        line.append(byte)
      }
      throw ChunkError(
        .loginRequired, "No URL was pasted",
        remedy: "Begin the login anew, and paste the URL that the browser ends at")
    }
  }

  /// `read(2)`, which the function above hides by its name.
  private static let systemRead: @Sendable (CInt, UnsafeMutableRawPointer?, Int) -> Int = {
    #if canImport(Darwin)
      Darwin.read($0, $1, $2)
    #elseif canImport(Musl)
      Musl.read($0, $1, $2)
    #else
      Glibc.read($0, $1, $2)
    #endif
  }
}
