internal import Hummingbird
internal import NIOCore

/// Reads one request's body as it comes in, counts it, and lets faults happen on the way.
///
/// One request uses it; it is not `Sendable`.
final class RequestBodyReader {
  private var iterator: RequestBody.AsyncIterator
  private let connection: Connection
  private let observer: BodyObserver
  private(set) var byteCount: Int64 = 0
  private(set) var isAtEnd = false
  /// What happens to the connection when the body has come so far.
  var interruption: BodyInterruption?
  /// How fast bytes are taken.
  var pace: Pace?

  init(_ body: RequestBody, connection: Connection, observer: BodyObserver) {
    iterator = body.makeAsyncIterator()
    self.connection = connection
    self.observer = observer
  }

  /// The next bytes, or `nil` at the end.
  func next() async throws -> ByteBuffer? {
    guard !isAtEnd else { return nil }
    guard let buffer = try await iterator.next() else {
      isAtEnd = true
      try await pace?.finish()
      observer.ended(byteCount)
      return nil
    }
    byteCount += Int64(buffer.readableBytes)
    observer.received(buffer.readableBytes)
    try await pace?.take(buffer.readableBytes)
    if let interruption, byteCount >= interruption.afterBytes {
      self.interruption = nil
      try await interrupt(interruption)
    }
    return buffer
  }

  /// Reads what is left and drops it.
  func drain() async throws { while try await next() != nil {} }

  /// Reads a small body as a whole.
  ///
  /// - Throws: 413 if it is longer than the limit.
  func collect(upTo limit: Int) async throws -> ByteBuffer {
    var whole = ByteBuffer()
    while var buffer = try await next() {
      guard whole.readableBytes + buffer.readableBytes <= limit else {
        throw APIError(.contentTooLarge, .requestEntityTooLarge, "The body is longer than \(limit) bytes")
      }
      whole.writeBuffer(&buffer)
    }
    return whole
  }

  private func interrupt(_ interruption: BodyInterruption) async throws {
    switch interruption.effect {
    case .reset:
      await connection.reset()
      throw ConnectionEnded()
    case .stall(let seconds):
      try await Task.sleep(for: .seconds(seconds))
    }
  }
}

/// Who is told what comes of a body.
struct BodyObserver: Sendable {
  /// Called each time some bytes came, with their number.
  var received: @Sendable (Int) -> Void
  /// Called at the end of the body, with the number of all its bytes.
  var ended: @Sendable (Int64) -> Void
}

/// Something that happens in the middle of a request's body.
struct BodyInterruption: Sendable, Hashable {
  enum Effect: Sendable, Hashable {
    /// The connection is reset.
    case reset
    /// Nothing is read for so many seconds.
    case stall(Double)
  }

  /// After how many bytes of the body.
  var afterBytes: Int64
  var effect: Effect
}
