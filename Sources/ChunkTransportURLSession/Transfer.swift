internal import ChunkThreads
internal import ChunkTransport
internal import Foundation
internal import HTTPTypes

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// One request on its way through URLSession. It ends once, whoever is first: its session, its caller, a limit.
final class Transfer: Sendable {
  typealias Continuation = CheckedContinuation<Result<TransportResponse, TransportError>, Never>

  let request: TransportRequest
  private let state: Mutex<TransferState>

  init(_ request: TransportRequest) {
    self.request = request
    state = Mutex(TransferState(request))
  }

  // MARK: Beginning

  /// Takes the continuation that is resumed at the end.
  func begin(_ continuation: Continuation) {
    let isOver = state.withLock { state in
      if !state.isOver { state.continuation = continuation }
      return state.isOver
    }
    // It was cancelled before.
    if isOver { continuation.resume(returning: .failure(.cancelledBefore)) }
  }

  /// Reads the body, and hands the request over.
  ///
  /// - Parameter task: Makes URLSession's task for a body.
  func start(_ task: @escaping @Sendable (Data?) -> RunningTask) {
    switch request.body {
    case .none:
      noteRead()
      run(task(nil))
    case .bytes(let data):
      noteRead()
      run(task(data))
    case .file, .pull:
      do {
        // A disk that hangs holds up this request and nobody else.
        try SystemThread.start { [self] in
          guard let data = readBody() else { return }
          noteRead()
          run(task(data))
        }
      } catch {
        fail(.other, "\(error)")
      }
    }
  }

  private func readBody() -> Data? {
    do {
      return try BodyReader.read(request.body) { [self] in
        state.withLock { state in
          state.watch.noteChange()
          return !state.isOver
        }
      }
    } catch {
      fail(.bodyUnreadable, "the request's body failed: \(error)")
      return nil
    }
  }

  /// The body is there: what follows, the making of a task included, is connecting.
  private func noteRead() {
    state.withLock { state in
      state.isReading = false
      state.watch.noteConnecting()
    }
  }

  private func run(_ task: RunningTask) {
    let isWanted = state.withLock { state in
      guard !state.isOver else { return false }
      state.running = task
      state.isHandedOver = true
      return true
    }
    if isWanted { task.resume() } else { task.drop(isComplete: false) }
  }

  // MARK: What URLSession says

  /// Notes how many bytes of the body have been taken.
  func noteSent(_ total: Int64) {
    let (report, isRepeated) = state.withLock { state in
      let isRepeated = total < state.watch.bodySent
      guard !state.isOver, !isRepeated, state.watch.noteSent(total) else { return (false, isRepeated) }
      // A call for each of libcurl's 64 KiB would be many.
      let isDue = total - state.reported >= 256 << 10 || total == state.watch.bodyLength
      if isDue { state.reported = total }
      return (isDue, false)
    }
    if report { request.onBytesSent?(total) }
    if isRepeated { failRepeated() }
  }

  /// The session begins the body again: the part may have landed, and it is not for it to say that it has not.
  func failRepeated() {
    end { state in
      .failure(
        state.error(
          .connectionLost, "the connection was lost, and URLSession was about to send the body again"))
    }
  }

  /// Takes the head of a response, whatever its status.
  func take(_ response: HTTPURLResponse) {
    state.withLock { state in
      let isAnswer = state.response.take(response)
      state.watch.noteReceived(isAnswer: isAnswer)
    }
  }

  /// Takes bytes of the response's body.
  func take(_ data: Data) {
    let isTaken = state.withLock { state in
      state.watch.noteReceived(isAnswer: true)
      return state.response.take(data, maximum: request.maximumResponseBytes)
    }
    guard !isTaken else { return }
    fail(.responseTooLarge, "the response's body has more than \(request.maximumResponseBytes) bytes")
  }

  /// Ends with the response if there is one: the session is done, or would only ask for a password.
  func complete(_ last: HTTPURLResponse?, isComplete: Bool = true) {
    end(isComplete: isComplete) { state in
      // The head of a redirect that leads nowhere is told of here alone.
      if state.response.head == nil, let last { _ = state.response.take(last) }
      guard let head = state.response.head else {
        return .failure(state.error(.malformedResponse, "the response ended inside its head"))
      }
      return .success(TransportResponse(head: head, body: state.response.body))
    }
  }

  /// Ends with the session's error.
  func complete(_ error: any Error) {
    end(isComplete: true) { state in
      let failure = SessionFailure(
        error, isSecure: request.head.scheme == "https", hasBody: state.watch.bodyLength > 0,
        isUnderWay: state.watch.bodySent > 0 || state.response.head != nil)
      let message = "\(request.head.authority ?? ""): \(failure.text)"
      return .failure(
        failure.isBeforeSending
          ? TransportError(failure.reason, outcome: .neverSent, message: message)
          : state.lost(failure.reason, message))
    }
  }

  // MARK: Ending

  /// Ends with what the caller's task said.
  func cancel() { fail(.cancelled, "the request was cancelled") }

  /// Ends with an error.
  func fail(_ reason: TransportError.Reason, _ message: String) {
    end { state in .failure(state.error(reason, message)) }
  }

  /// Ends if a limit has passed.
  func enforceLimits(now: ContinuousClock.Instant) {
    let passed = state.withLock { state in
      // While it is read the body does not get any further: that is a stall like others.
      let isSendingOrSent = state.isReading || state.watch.bodyLength == 0 || state.isUnderWay
      return state.watch.limitPassed(isConnected: isSendingOrSent, now: now)
    }
    if let passed { fail(passed.0, passed.1) }
  }

  private func end(
    isComplete: Bool = false, _ result: (inout TransferState) -> Result<TransportResponse, TransportError>
  ) {
    let (continuation, running, value) = state.withLock { state in
      guard !state.isOver else {
        return (nil as Continuation?, nil as RunningTask?, nil as Result<TransportResponse, TransportError>?)
      }
      state.isOver = true
      let value = result(&state)
      defer {
        state.continuation = nil
        state.running = nil
        state.response = ResponseCollector()
      }
      return (state.continuation, state.running, value)
    }
    running?.drop(isComplete: isComplete)
    if let value { continuation?.resume(returning: value) }
  }
}

extension TransportError {
  /// The task had been cancelled before the request was handed in.
  fileprivate static let cancelledBefore = TransportError(
    .cancelled, outcome: .neverSent, message: "the task was cancelled before the request")
}
