internal import Foundation

/// A system call of the test support failed.
public struct SystemCallError: Error, CustomStringConvertible {
  let call: String
  let code: CInt

  init(_ call: String) {
    self.call = call
    code = errno
  }

  /// The call and the system's error number.
  public var description: String { "\(call) failed with error \(code)" }
}

/// TCP sockets on 127.0.0.1.
enum LoopbackSocket {
  /// A listening socket on a port that the system chose, and that port.
  static func listen(backlog: CInt) throws -> (descriptor: CInt, port: UInt16) {
    let descriptor = try make()
    var address = address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        if bind(descriptor, raw, length) != 0 { return CInt(-1) }
        if Foundation.listen(descriptor, backlog) != 0 { return -1 }
        return getsockname(descriptor, raw, &length)
      }
    }
    guard result == 0 else {
      let error = SystemCallError("listen")
      close(descriptor)
      throw error
    }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  /// A socket that has begun to connect and does not wait for the end of it.
  static func startConnecting(to port: UInt16) throws -> CInt {
    let descriptor = try make()
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    var address = address(port: port)
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return descriptor
  }

  /// Closes a socket so that the peer gets a reset instead of an end.
  static func reset(_ descriptor: CInt) {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    close(descriptor)
  }

  private static func make() throws -> CInt {
    #if canImport(Glibc)
      let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, CInt(SOCK_STREAM), 0)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    #endif
    guard descriptor >= 0 else { throw SystemCallError("socket") }
    return descriptor
  }

  private static func address(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }
}

/// A port that nobody listens on: it was free a moment ago.
public func closedPort() throws -> UInt16 {
  let (descriptor, port) = try LoopbackSocket.listen(backlog: 1)
  close(descriptor)
  return port
}

/// A port on which connecting takes for ever: its queue is full and nobody accepts.
public final class FullBacklog: Sendable {
  /// The port, on 127.0.0.1.
  public let port: UInt16
  private let descriptors: [CInt]

  /// Fills the queue.
  public init() throws {
    let (listener, port) = try LoopbackSocket.listen(backlog: 0)
    self.port = port
    // Linux queues one connection more than it was asked for; the rest stays half open.
    descriptors = try [listener] + (0..<4).map { _ in try LoopbackSocket.startConnecting(to: port) }
  }

  deinit { for descriptor in descriptors { close(descriptor) } }
}
