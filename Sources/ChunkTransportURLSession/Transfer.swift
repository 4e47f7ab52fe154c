internal import ChunkThreads
internal import ChunkTransport
internal import Foundation
internal import HTTPTypes

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// One request on its way through URLSession. It ends once, whoever is first: its session, its caller, a limit.
///
/// Who ends it before its session does waits for the session to let go of it, for half a second at most: then nothing
/// of it is left when the caller goes on, unless the session itself is waiting for a name server.
final class Transfer: Sendable {
  typealias Continuation = CheckedContinuation<Result<TransportResponse, TransportError>, Never>

  let request: TransportRequest
  let state: Mutex<TransferState>

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
    case .none: handOver(nil, task)
    case .bytes(let data): handOver(data, task)
    case .file, .pull:
      do {
        // A disk that hangs holds up this request and nobody else.
        try SystemThread.start { [self] in
          if let data = readBody() { handOver(data, task) }
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

  private func handOver(_ body: Data?, _ make: @Sendable (Data?) -> RunningTask) {
    // What is in memory is on its way to be connected, and no stall of a source any more.
    state.withLock { state in
      state.isRead = true
      state.watch.noteConnecting()
    }
    run(make(body))
  }

  private func run(_ task: RunningTask) {
    let isWanted = state.withLock { state in
      guard !state.isOver else { return false }
      state.running = task
      state.isHandedOver = true
      state.watch.noteConnecting()
      return true
    }
    if isWanted { task.resume() } else { task.cancel() }
  }

  // MARK: Ending

  /// Ends with what the caller's task said.
  func cancel() { fail(.cancelled, "the request was cancelled") }

  /// Ends with an error.
  func fail(_ reason: TransportError.Reason, _ message: String) {
    end { state in .failure(state.error(reason, message)) }
  }

  /// Ends if a limit has passed, or if the session has had its time to let go.
  func enforceLimits(now: ContinuousClock.Instant) {
    var passed: (TransportError.Reason, String)?
    var overdue: (@Sendable () -> Void)?
    state.withLock { state in
      if let deadline = state.letGoDeadline {
        if now >= deadline { overdue = state.takeEnding() }
      } else if !state.isOver {
        // While it is read the body does not get any further: that is a stall like others.
        let isSendingOrSent = !state.isRead || state.watch.bodyLength == 0 || state.isUnderWay
        passed = state.watch.limitPassed(isConnected: isSendingOrSent, now: now)
      }
    }
    if let passed { fail(passed.0, passed.1) }
    overdue?()
  }

  func end(
    isComplete: Bool = false,
    _ result: (inout TransferState) -> Result<TransportResponse, TransportError>
  ) {
    var running: RunningTask?
    var resume: (@Sendable () -> Void)?
    state.withLock { state in
      if state.isOver {
        // The session has let go of what was ended before.
        if isComplete { resume = state.takeEnding() }
        return
      }
      state.isOver = true
      state.result = result(&state)
      state.response = ResponseCollector()
      if !isComplete, let task = state.running {
        state.letGoDeadline = .now + Self.patience
        running = task
      } else {
        resume = state.takeEnding()
      }
    }
    running?.cancel()
    resume?()
  }

  /// How long a session may take to let go.
  private static let patience: Duration = .milliseconds(500)
}

extension TransportError {
  /// The task had been cancelled before the request was handed in.
  fileprivate static let cancelledBefore = TransportError(
    .cancelled, outcome: .neverSent, message: "the task was cancelled before the request")
}
