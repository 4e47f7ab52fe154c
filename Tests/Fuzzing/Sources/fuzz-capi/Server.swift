internal import Foundation

/// A server on a loopback port that answers as the input says.
final class Server: @unchecked Sendable {
  static let shared = Server()

  private let lock = NSLock()
  private var answers: Answers?
  private var listener: CInt = -1
  private(set) var port: UInt16 = 0

  /// Begins to listen.
  func start() {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 64) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard isBound else { fatalError("there is no loopback port") }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in
      while true {
        let connection = accept(listener, nil, nil)
        if connection >= 0 { Thread.detachNewThread { self.serve(connection) } }
      }
    }
  }

  /// Begins to answer another run.
  func begin(_ answers: Answers) { lock.withLock { self.answers = answers } }

  private func serve(_ connection: CInt) {
    var timeout = timeval(tv_sec: 2, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(connection, SOL_SOCKET, option, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }
    defer { close(connection) }
    while let request = Request(reading: connection) {
      let answer = lock.withLock { answers?.next(to: request) } ?? Answer(bytes: [], end: .close)
      guard
        answer.bytes.isEmpty
          || answer.bytes.withUnsafeBytes({ send(connection, $0.baseAddress, $0.count, 0) }) > 0
      else { return }
      switch answer.end {
      case .stay: break
      case .stall: usleep(250_000)
      case .close: return
      case .reset:
        var abrupt = linger(l_onoff: 1, l_linger: 0)
        setsockopt(connection, SOL_SOCKET, SO_LINGER, &abrupt, socklen_t(MemoryLayout<linger>.size))
        return
      }
    }
  }
}
