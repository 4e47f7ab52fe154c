internal import ChunkThreads

/// A TCP server on 127.0.0.1 that does to each connection what a script says, and nothing else.
///
/// It knows nothing of HTTP beyond the end of a head, so a test can answer with any bytes, at any
/// moment, and see exactly what was sent to it:
///
/// ```swift
/// let server = try RawServer([.readHead, .readBody, .send("HTTP/1.1 200 OK\r\nContent-Le"), .finish])
/// // … send something to server.authority, and look at server.requests
/// ```
public final class RawServer: Sendable {
  /// The port, chosen by the system.
  public let port: UInt16

  private struct State {
    var listener: CInt?
    var connections: [RawConnection] = []
    var running = 0
  }

  private final class Shared: Sendable {
    let state: Mutex<State>
    let stopGate = Gate()
    init(listener: CInt) { state = Mutex(State(listener: listener)) }
  }

  private let shared: Shared

  /// Starts a server that runs a script for each connection, on a thread of its own, and closes the
  /// connection when the script returns.
  ///
  /// - Throws: ``SystemCallError`` if the system has no socket or thread for it.
  public init(script: @escaping @Sendable (RawConnection) -> Void) throws {
    let (listener, port) = try LoopbackSocket.listen(backlog: 64)
    let shared = Shared(listener: listener)
    self.port = port
    self.shared = shared
    shared.state.withLock { $0.running += 1 }
    try startThread { Self.accept(on: listener, shared: shared, script: script) }
  }

  /// Starts a server with a list of steps for each connection; the last list serves all that follow.
  ///
  /// - Throws: ``SystemCallError`` if the system has no socket or thread for it.
  public convenience init(_ scripts: [RawStep]...) throws {
    try self.init { connection in
      for step in scripts[min(connection.index, scripts.count - 1)] { connection.perform(step) }
    }
  }

  deinit { stop() }

  /// `127.0.0.1` and the port.
  public var authority: String { "127.0.0.1:\(port)" }

  /// The connections so far, in the order of their arrival.
  public var connections: [RawConnection] { shared.state.withLock { $0.connections } }

  /// The requests so far, connection by connection.
  public var requests: [ReceivedRequest] { connections.flatMap(\.requests) }

  /// Ends all connections and returns when the threads have let go of their sockets.
  public func stop() {
    shared.stopGate.open()
    shared.state.withLock { state in
      if let listener = state.listener { LoopbackSocket.interrupt(listener) }
      for connection in state.connections { connection.interrupt() }
    }
    let end = ContinuousClock.now + .seconds(5)
    while shared.state.withLock({ $0.running }) > 0, ContinuousClock.now < end {
      pauseThread(for: .microseconds(500))
    }
  }

  private static func accept(
    on listener: CInt, shared: Shared, script: @escaping @Sendable (RawConnection) -> Void
  ) {
    while let descriptor = LoopbackSocket.accept(on: listener) {
      let connection = shared.state.withLock { state in
        let connection = RawConnection(
          index: state.connections.count, descriptor: descriptor, stopGate: shared.stopGate)
        state.connections.append(connection)
        state.running += 1
        return connection
      }
      if shared.stopGate.isOpen { connection.interrupt() }
      let serve: @Sendable () -> Void = {
        script(connection)
        connection.close()
        shared.state.withLock { $0.running -= 1 }
      }
      do {
        try startThread(serve)
      } catch {
        // No thread for it: the client sees that at once, instead of waiting for an answer.
        connection.close()
        shared.state.withLock { $0.running -= 1 }
      }
    }
    shared.state.withLock { state in
      state.listener = nil
      state.running -= 1
    }
    LoopbackSocket.end(listener)
  }
}
