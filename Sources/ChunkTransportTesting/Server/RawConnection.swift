internal import ChunkThreads

/// One connection to a ``RawServer``. Its script runs on a thread of its own and may block.
public final class RawConnection: Sendable {
  /// Which connection to the server this is, from 0.
  public let index: Int

  private struct State {
    var descriptor: CInt?
    var unread: [UInt8] = []
    var requests: [ReceivedRequest] = []
    var sawEnd = false
  }

  private let state: Mutex<State>
  private let stopGate: Gate

  init(index: Int, descriptor: CInt, stopGate: Gate) {
    self.index = index
    self.stopGate = stopGate
    state = Mutex(State(descriptor: descriptor))
  }

  /// The requests whose heads have been read so far.
  public var requests: [ReceivedRequest] { state.withLock { $0.requests } }

  /// Whether the client has closed its side.
  public var sawEnd: Bool { state.withLock { $0.sawEnd } }

  // MARK: Steps of a script

  /// Reads a request's head; `nil` if the client closed instead.
  @discardableResult
  public func readHead() -> ReceivedRequest? {
    var bytes: [UInt8] = []
    while let byte = nextByte() {
      bytes.append(byte)
      guard byte == 0x0a, bytes.suffix(4) == [0x0d, 0x0a, 0x0d, 0x0a] else { continue }
      let request = ReceivedRequest(headBytes: bytes)
      state.withLock { $0.requests.append(request) }
      return request
    }
    return nil
  }

  /// Reads the body of the request whose head was read last: so many bytes, or `Content-Length` of them.
  ///
  /// - Returns: How many bytes came before the client closed.
  @discardableResult
  public func readBody(_ count: Int64? = nil) -> Int64 {
    var left = count ?? requests.last?.contentLength ?? 0
    var total: Int64 = 0
    while left > 0 {
      let piece = receive(atMost: Int(min(left, 256 << 10)))
      if piece.isEmpty { break }
      left -= Int64(piece.count)
      total += Int64(piece.count)
      noteBody(piece)
    }
    return total
  }

  /// Reads the whole body and only counts it: for bodies of gigabytes.
  @discardableResult
  public func discardBody() -> Int64 {
    let length = requests.last?.contentLength ?? 0
    let early = receive(atMost: Int(min(length, 4096)), isFromMemoryOnly: true)
    var total = Int64(early.count)
    guard let descriptor = state.withLock({ $0.descriptor }) else { return total }
    withUnsafeTemporaryAllocation(byteCount: 1 << 20, alignment: 16) { buffer in
      while total < length {
        let count = LoopbackSocket.discard(
          descriptor, atMost: Int(min(1 << 20, length - total)), scratch: buffer)
        if count == 0 { break }
        total += Int64(count)
      }
    }
    state.withLock { if let last = $0.requests.indices.last { $0.requests[last].bodyCount += total } }
    return total
  }

  /// Sends text as it is.
  @discardableResult
  public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// Sends bytes as they are; false if the client is gone.
  @discardableResult
  public func send(_ bytes: [UInt8]) -> Bool {
    guard let descriptor = state.withLock({ $0.descriptor }) else { return false }
    return LoopbackSocket.send(descriptor, bytes)
  }

  /// Blocks for a time, or until the server is stopped.
  public func pause(_ duration: Duration) { stopGate.wait(atMost: duration) }

  /// Does nothing until the server is stopped.
  public func hold() { stopGate.wait() }

  /// Ends the sending side, so that the client sees the end, and reads until it closes too.
  ///
  /// Closing at once, with bytes unread, would be a reset.
  public func finish() {
    if let descriptor = state.withLock({ $0.descriptor }) { LoopbackSocket.finish(descriptor) }
    while !receive(atMost: 256 << 10).isEmpty {}
  }

  /// Ends the connection with a reset (RST).
  public func reset() { takeDescriptor().map(LoopbackSocket.reset) }

  /// Closes the connection.
  public func close() { takeDescriptor().map(LoopbackSocket.end) }

  // MARK: Inside

  /// Wakes the script's thread out of a read or a write.
  func interrupt() {
    state.withLock { if let descriptor = $0.descriptor { LoopbackSocket.interrupt(descriptor) } }
  }

  private func takeDescriptor() -> CInt? {
    state.withLock { state in
      defer { state.descriptor = nil }
      return state.descriptor
    }
  }

  private func noteBody(_ piece: [UInt8]) {
    state.withLock { state in
      guard let last = state.requests.indices.last else { return }
      state.requests[last].bodyCount += Int64(piece.count)
      let room = ReceivedRequest.keptBytes - state.requests[last].body.count
      state.requests[last].body += piece.prefix(max(0, room))
    }
  }

  private func nextByte() -> UInt8? {
    if state.withLock({ $0.unread.isEmpty }) {
      let more = receive(atMost: 4096)
      state.withLock { $0.unread = more.reversed() }
    }
    return state.withLock { $0.unread.popLast() }
  }

  /// The next bytes; none at the end. What the reader of a head took too much comes first.
  private func receive(atMost count: Int, isFromMemoryOnly: Bool = false) -> [UInt8] {
    let (descriptor, early) = state.withLock { state in
      let early = Array(state.unread.reversed().prefix(count))
      state.unread.removeLast(early.count)
      return (state.descriptor, early)
    }
    guard early.isEmpty, !isFromMemoryOnly, let descriptor else { return early }
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = LoopbackSocket.receive(descriptor, into: UnsafeMutableRawBufferPointer(buffer))
    }
    if bytes.isEmpty { state.withLock { $0.sawEnd = true } }
    return bytes
  }
}
