/// A port on which connecting takes for ever: its queue is full and nobody accepts.
public final class FullBacklog: Sendable {
  /// The port, on 127.0.0.1.
  public let port: UInt16
  private let descriptors: [CInt]

  /// Fills the queue.
  ///
  /// - Throws: ``SystemCallError`` if the system has no socket for it.
  public init() throws {
    let (listener, port) = try LoopbackSocket.listen(backlog: 0)
    self.port = port
    // Linux queues one connection more than it was asked for; the rest stays half open.
    descriptors = try [listener] + (0..<4).map { _ in try LoopbackSocket.startConnecting(to: port) }
  }

  deinit { for descriptor in descriptors { LoopbackSocket.end(descriptor) } }

  /// `127.0.0.1` and the port.
  public var authority: String { "127.0.0.1:\(port)" }
}

/// A port that nobody listens on: it was free a moment ago.
package func closedPort() throws -> UInt16 {
  let (descriptor, port) = try LoopbackSocket.listen(backlog: 1)
  LoopbackSocket.end(descriptor)
  return port
}
