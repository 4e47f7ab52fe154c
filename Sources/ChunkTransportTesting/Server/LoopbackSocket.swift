#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// TCP sockets on 127.0.0.1, and the system calls that a server of a check makes.
enum LoopbackSocket {
  /// A listening socket on a port that the system chose, and that port.
  static func listen(backlog: CInt) throws -> (descriptor: CInt, port: UInt16) {
    let descriptor = try make()
    var address = address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        if bind(descriptor, raw, length) != 0 { return CInt(-1) }
        if startListening(descriptor, backlog) != 0 { return -1 }
        return getsockname(descriptor, raw, &length)
      }
    }
    guard result == 0 else {
      let error = SystemCallError("listen")
      end(descriptor)
      throw error
    }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  /// The next connection to a listening socket; waits for it. `nil` when the socket was shut down.
  static func accept(on listener: CInt) -> CInt? {
    let descriptor = acceptConnection(listener, nil, nil)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    #if canImport(Darwin)
      var yes: CInt = 1
      setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout.size(ofValue: yes)))
    #endif
    return descriptor
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

  /// Reads what has come, waiting for the first of it; 0 at the end or if the connection is lost.
  static func receive(_ descriptor: CInt, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    max(0, recv(descriptor, buffer.baseAddress, buffer.count, 0))
  }

  /// Reads bytes and drops them; 0 at the end.
  static func discard(_ descriptor: CInt, atMost count: Int, scratch: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Darwin)
      let flags: CInt = 0
    #else
      // Linux drops the bytes of a stream without copying them.
      let flags = CInt(MSG_TRUNC)
    #endif
    return max(0, recv(descriptor, scratch.baseAddress, min(scratch.count, count), flags))
  }

  /// Sends all bytes; false if the other side is gone.
  static func send(_ descriptor: CInt, _ bytes: [UInt8]) -> Bool {
    #if canImport(Darwin)
      let flags: CInt = 0
    #else
      let flags = CInt(MSG_NOSIGNAL)
    #endif
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        sendBytes(descriptor, buffer.baseAddress.map { $0 + offset }, bytes.count - offset, flags)
      }
      guard count > 0 else { return false }
      offset += count
    }
    return true
  }

  /// Ends the sending side, so that the other side reads the end.
  static func finish(_ descriptor: CInt) { shutdown(descriptor, CInt(SHUT_WR)) }

  /// Ends both sides and wakes whoever reads, writes or accepts.
  static func interrupt(_ descriptor: CInt) { shutdown(descriptor, CInt(SHUT_RDWR)) }

  /// Closes a socket.
  static func end(_ descriptor: CInt) { _ = close(descriptor) }

  /// Closes a socket so that the peer gets a reset instead of an end.
  static func reset(_ descriptor: CInt) {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    close(descriptor)
  }

  private static func make() throws -> CInt {
    #if canImport(Darwin)
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #elseif canImport(Musl)
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #else
      let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    #endif
    guard descriptor >= 0 else { throw SystemCallError("socket") }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
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

// The system's functions, which the ones above would hide by their names.
private let startListening: @Sendable (CInt, CInt) -> CInt = { listen($0, $1) }
private let acceptConnection:
  @Sendable (CInt, UnsafeMutablePointer<sockaddr>?, UnsafeMutablePointer<socklen_t>?) -> CInt = {
    accept($0, $1, $2)
  }
private let sendBytes: @Sendable (CInt, UnsafeRawPointer?, Int, CInt) -> Int = { send($0, $1, $2, $3) }
