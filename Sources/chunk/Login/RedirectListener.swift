import ChunkCore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Listens on 127.0.0.1 for the browser that comes back from a login.
///
/// It speaks as much HTTP as that takes: one request a connection, of which it looks at the first line. Browsers open
/// connections in advance and ask for icons, so there may be several, and some of them never say anything.
final class RedirectListener: Sendable {
  /// The port that it listens on.
  let port: UInt16
  private let descriptor: CInt

  /// So many connections at a time; others wait.
  private static let mostConnections = 16
  /// How long one look for something new takes, in milliseconds; so soon a cancellation is seen.
  private static let look: CInt = 100

  /// - Parameter port: The port; 0 for one that is free.
  /// - Throws: ``ChunkError`` if it cannot be had.
  init(port: UInt16) throws(ChunkError) {
    #if canImport(Darwin)
      let stream = SOCK_STREAM
    #else
      let stream = CInt(SOCK_STREAM.rawValue)
    #endif
    descriptor = socket(AF_INET, stream, 0)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    var reuse: CInt = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<CInt>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let own = descriptor
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        guard own >= 0, bind(own, address, length) == 0, listen(own, 16) == 0,
          getsockname(own, address, &length) == 0
        else { return errno }
        return 0
      }
    }
    guard code == 0 else {
      if own >= 0 { close(own) }
      throw ChunkError(
        .invalidArgument,
        "The program cannot listen on port \(port) of 127.0.0.1: \(String(cString: strerror(code)))",
        remedy: "Choose another port with --port, or use --no-browser")
    }
    self.port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(descriptor) }

  /// Waits for the browser.
  ///
  /// - Parameters:
  ///   - request: The login that it comes back from.
  ///   - path: The path that it comes back to.
  ///   - limit: How long to wait.
  ///   - ignored: Told of answers that are not of this login.
  /// - Throws: ``ChunkError`` if it does not come in time, or with a refusal.
  func answer(
    to request: AuthorizationRequest, at path: String, within limit: Duration,
    ignored: @escaping @Sendable (ChunkError) -> Void
  ) async throws(ChunkError) -> RedirectAnswer {
    try await WorkerThread.doing { [self] interruption throws(ChunkError) in
      let end = ContinuousClock.now + limit
      var connections: [RedirectConnection] = []
      while !interruption.isSet, ContinuousClock.now < end {
        for connection in ready(&connections) {
          guard let target = connection.target(at: path) else { continue }
          do throws(ChunkError) {
            return RedirectAnswer(code: try request.code(fromRedirect: target), connection: connection)
          } catch {
            connection.show(.failure)
            // What is not of this login ends it not, or anybody could end it.
            if error.kind != .invalidArgument { throw error }
            ignored(error)
          }
        }
      }
      throw ChunkError(
        .loginRequired, "Nobody has logged in within \(limit.components.seconds) seconds",
        remedy: "Begin the login anew; give yourself more time with --timeout")
    }
  }

  /// The connections whose requests have come; the others stay.
  private func ready(_ connections: inout [RedirectConnection]) -> [RedirectConnection] {
    var polled = connections.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    if connections.count < Self.mostConnections {
      polled.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
    }
    guard poll(&polled, nfds_t(polled.count), Self.look) > 0 else { return [] }
    var ready: [RedirectConnection] = []
    var waiting: [RedirectConnection] = []
    for (connection, state) in zip(connections, polled) {
      switch state.revents == 0 ? .incomplete : connection.read() {
      case .complete: ready.append(connection)
      case .incomplete: waiting.append(connection)
      case .over: break
      }
    }
    connections = waiting
    if let own = polled.last, own.fd == descriptor, own.revents != 0 {
      let accepted = accept(descriptor, nil, nil)
      if accepted >= 0 { connections.append(RedirectConnection(accepted)) }
    }
    return ready
  }
}

/// The browser that has come back with a code, and waits to be told how it went.
struct RedirectAnswer: Sendable {
  let code: AuthorizationCode
  let connection: RedirectConnection

  /// Shows how it went.
  func show(_ page: RedirectPage) { connection.show(page) }
}
