internal import ChunkTransport
internal import HTTPTypes

/// What is known of a request on its way.
struct TransferState {
  var continuation: Transfer.Continuation?
  /// Whether it is known what comes of it.
  var isOver = false
  /// What comes of it, until the caller has been told.
  var result: Result<TransportResponse, TransportError>?
  /// Until when the session may take to let go.
  var letGoDeadline: ContinuousClock.Instant?
  /// The task once it runs, and how to be rid of it.
  var running: RunningTask?
  /// Whether the body is in memory, or there is none to be read.
  var isRead = false
  /// Whether URLSession has been given the request.
  var isHandedOver = false
  var watch: TransferWatch
  var response = ResponseCollector()
  /// What ``TransportRequest/onBytesSent`` was told last.
  var reported: Int64 = 0

  init(_ request: TransportRequest) {
    var limits = request.limits
    let length = request.body.count ?? 0
    // Without a body nothing shows when there is a connection: then that and the answer are one phase.
    if length == 0 { limits.answer += limits.connect }
    watch = TransferWatch(limits: limits, bodyLength: length)
  }

  /// Whether anything shows that there is a connection.
  var isUnderWay: Bool { watch.bodySent > 0 || response.hasBegun }

  /// What tells the caller, once.
  mutating func takeEnding() -> (@Sendable () -> Void)? {
    guard let continuation, let result else { return nil }
    self.continuation = nil
    self.result = nil
    running = nil
    letGoDeadline = nil
    return { continuation.resume(returning: result) }
  }

  /// An error with what the server may know at this moment: without the body's first byte it cannot have acted.
  func error(_ reason: TransportError.Reason, _ message: String) -> TransportError {
    if !isHandedOver || (watch.bodyLength > 0 && !isUnderWay) {
      return TransportError(reason, outcome: .neverSent, message: message)
    }
    return lost(reason, message)
  }

  /// An error of a connection that was there: the head of the request may have been read.
  func lost(_ reason: TransportError.Reason, _ message: String) -> TransportError {
    let status = response.head?.status.code
    return TransportError(
      reason, outcome: status.map { .answered(status: $0) } ?? .outcomeUnknown, message: message)
  }
}
