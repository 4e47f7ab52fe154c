import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A browser's connection, with one request.
final class RedirectConnection: Sendable {
  /// How far the request has come.
  enum Progress {
    case incomplete
    case complete
    /// It ended, or is none.
    case over
  }

  let descriptor: CInt
  private let head = Mutex<[UInt8]>([])

  /// More than any browser sends, in bytes.
  private static let largestHead = 64 << 10

  init(_ descriptor: CInt) {
    self.descriptor = descriptor
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
  }

  deinit { close(descriptor) }

  /// Reads what has come.
  func read() -> Progress {
    var block = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &block, block.count, 0)
    guard count > 0 else { return count < 0 && (errno == EAGAIN || errno == EINTR) ? .incomplete : .over }
    return head.withLock { head in
      head += block[..<count]
      if head.count > Self.largestHead { return .over }
      return head.suffix(count + 3).containsEnd ? .complete : .incomplete
    }
  }

  /// The target of the request, if it is one for this path; others are answered here.
  func target(at path: String) -> String? {
    let line = head.withLock { $0.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") } }
    let words = String(decoding: line, as: UTF8.self).split(separator: " ")
    guard words.count == 3, words[2].hasPrefix("HTTP/1.") else {
      show(.badRequest)
      return nil
    }
    guard words[0] == "GET", words[1].prefix(while: { $0 != "?" }) == path else {
      show(.notFound)
      return nil
    }
    return String(words[1])
  }

  /// Answers the request, and ends the connection. A browser that does not read is not waited for.
  func show(_ page: RedirectPage) {
    let bytes = page.response
    _ = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, 0) }
    shutdown(descriptor, CInt(SHUT_WR))
  }
}

extension ArraySlice<UInt8> {
  /// Whether the empty line is in it that a request's head ends with.
  fileprivate var containsEnd: Bool {
    let end = Array("\r\n\r\n".utf8)
    guard count >= end.count else { return false }
    return (startIndex...(endIndex - end.count)).contains { self[$0..<($0 + end.count)].elementsEqual(end) }
  }
}
