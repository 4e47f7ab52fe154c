internal import AsyncHTTPClient
internal import ChunkTransport
internal import Foundation
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// One request on its way: what has been sent and received, and why it ended if it did so on our account.
final class Exchange: HTTPClientResponseDelegate {
  typealias Response = TransportResponse

  struct State {
    var watch: TransferWatch
    /// Whether the head is out. There is a connection then, through TLS, and the server may act.
    var isHeadSent = false
    var head: HTTPResponse?
    var body = Data()
    /// Why it is ended by us: a limit, a cancellation, a body that cannot be read.
    var ending: TransportError?
  }

  private let request: TransportRequest
  private let state: Mutex<State>

  init(_ request: TransportRequest) {
    self.request = request
    state = Mutex(State(watch: TransferWatch(limits: request.limits, bodyLength: request.body.count ?? 0)))
  }

  // MARK: What the client says

  func didSendRequestHead(task: HTTPClient.Task<Response>, _ head: HTTPRequestHead) {
    state.withLock { $0.isHeadSent = true }
  }

  func didReceiveHead(task: HTTPClient.Task<Response>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
    guard head.status.code >= 200 else {
      // Others of 1xx are not handed on; nobody asked for another protocol.
      end(task, .malformedResponse, "the server switched to another protocol")
      return task.eventLoop.makeSucceededVoidFuture()
    }
    state.withLock { state in
      state.watch.noteReceived(isAnswer: true)
      var fields = HTTPFields()
      for (name, value) in head.headers {
        if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
      }
      state.head = HTTPResponse(
        status: .init(code: Int(head.status.code), reasonPhrase: head.status.reasonPhrase),
        headerFields: fields)
    }
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didReceiveBodyPart(task: HTTPClient.Task<Response>, _ part: ByteBuffer) -> EventLoopFuture<Void> {
    let isTooLong = state.withLock { state in
      state.watch.noteReceived(isAnswer: true)
      guard state.body.count + part.readableBytes <= request.maximumResponseBytes else { return true }
      state.body.append(contentsOf: part.readableBytesView)
      return false
    }
    if isTooLong {
      end(task, .responseTooLarge, "the response's body has more than \(request.maximumResponseBytes) bytes")
    }
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didFinishRequest(task: HTTPClient.Task<Response>) throws -> TransportResponse {
    try state.withLock { state in
      if let ending = state.ending { throw ending }
      guard let head = state.head else { throw HTTPClientError.remoteConnectionClosed }
      return TransportResponse(head: head, body: state.body)
    }
  }

  // MARK: Limits

  /// Looks at the limits some times a second, until the request has ended.
  func watch(_ task: HTTPClient.Task<Response>) {
    let watching = task.eventLoop.scheduleRepeatedTask(
      initialDelay: .milliseconds(50), delay: .milliseconds(50)
    ) { [self] _ in
      let passed = state.withLock { $0.watch.limitPassed(isConnected: $0.isHeadSent, now: .now) }
      if let passed { end(task, passed.0, passed.1) }
    }
    task.futureResult.whenComplete { _ in watching.cancel() }
  }

  /// Ends the request for a reason of ours, unless there was one before.
  func end(_ task: HTTPClient.Task<Response>, _ reason: TransportError.Reason, _ message: String) {
    state.withLock { state in
      if state.ending == nil { state.ending = state.error(reason, message) }
    }
    task.cancel()
  }

  /// The error for what the client ended with.
  func failure(for error: any Error) -> TransportError {
    state.withLock { state in
      if let ending = state.ending { return ending }
      let reason = TransportError.Reason(
        error, isConnected: state.isHeadSent, isSecure: request.head.scheme == "https")
      return state.error(reason, "\(request.head.authority ?? ""): \(error)")
    }
  }

  // MARK: The body

  /// The body for the client: read in pieces, on threads that may wait for a disk.
  var body: HTTPClient.Body? {
    guard let length = request.body.count else { return nil }
    return .stream(contentLength: length) { [self] writer in
      writer.write(.byteBuffer(ByteBuffer())).flatMap { [self] in writeRest(from: 0, of: length, writer) }
    }
  }

  private func writeRest(
    from offset: Int64, of length: Int64, _ writer: HTTPClient.Body.StreamWriter
  ) -> EventLoopFuture<Void> {
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    guard offset < length else { return loop.makeSucceededVoidFuture() }
    return NIOThreadPool.singleton.runIfActive(eventLoop: loop) { [self] in
      do {
        return try piece(at: offset, of: length)
      } catch {
        state.withLock { state in
          let message = "the request's body failed: \(error)"
          if state.ending == nil { state.ending = state.error(.bodyUnreadable, message) }
        }
        throw error
      }
    }.flatMap { [self] piece in
      let next = offset + Int64(piece.readableBytes)
      return writer.write(.byteBuffer(piece)).flatMap { [self] in
        let isNews = state.withLock { $0.watch.noteSent(next) }
        if isNews { request.onBytesSent?(next) }
        return writeRest(from: next, of: length, writer)
      }
    }
  }

  private func piece(at offset: Int64, of length: Int64) throws -> ByteBuffer {
    var buffer = ByteBuffer()
    let room = Int(min(256 << 10, length - offset))
    try buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { bytes in
      try request.body.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: bytes.prefix(room)))
    }
    return buffer
  }
}

extension Exchange.State {
  /// An error with what the server may know at this moment.
  func error(_ reason: TransportError.Reason, _ message: String) -> TransportError {
    let outcome: TransportError.Outcome =
      if let head { .answered(status: head.status.code) } else { isHeadSent ? .outcomeUnknown : .neverSent }
    return TransportError(reason, outcome: outcome, message: message)
  }
}
