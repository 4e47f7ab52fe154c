/// A request that got no complete response: why, and what the server may know of it.
public struct TransportError: Error, Sendable, Hashable {
  /// What the server may have done with the request. It decides what may be repeated blindly.
  public enum Outcome: Sendable, Hashable {
    /// No byte of the request left: the server cannot have acted on it.
    case neverSent
    /// Some or all of it left and no answer came: the server may have carried it out. Ask it.
    case outcomeUnknown
    /// The server answered with this status, and the rest of the answer was lost or unusable.
    case answered(status: Int)
  }

  /// Why there is no response. Open: a backend may have reasons of its own.
  public struct Reason: RawRepresentable, Sendable, Hashable {
    /// The reason as a short word, stable between versions.
    public let rawValue: String

    /// A reason from its word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The host's name has no address.
    public static let nameNotResolved = Reason(rawValue: "name_not_resolved")
    /// No connection could be made.
    public static let connectFailed = Reason(rawValue: "connect_failed")
    /// ``TransportLimits/connect`` passed.
    public static let connectTimedOut = Reason(rawValue: "connect_timed_out")
    /// The server's certificate was refused, or TLS cannot be used as it is set up.
    public static let tlsFailed = Reason(rawValue: "tls_failed")
    /// The TLS handshake ended before it was complete; trying again may help.
    public static let tlsInterrupted = Reason(rawValue: "tls_interrupted")
    /// ``TransportLimits/sendStall`` passed.
    public static let sendStalled = Reason(rawValue: "send_stalled")
    /// ``TransportLimits/answer`` passed.
    public static let answerTimedOut = Reason(rawValue: "answer_timed_out")
    /// ``TransportLimits/receiveStall`` passed.
    public static let receiveStalled = Reason(rawValue: "receive_stalled")
    /// ``TransportLimits/total`` passed.
    public static let timedOut = Reason(rawValue: "timed_out")
    /// The connection was closed or reset before the response was complete.
    public static let connectionLost = Reason(rawValue: "connection_lost")
    /// What came back is not a complete HTTP response.
    public static let malformedResponse = Reason(rawValue: "malformed_response")
    /// The response has more bytes than ``TransportRequest/maximumResponseBytes``.
    public static let responseTooLarge = Reason(rawValue: "response_too_large")
    /// The request's body could not be read, or ended early.
    public static let bodyUnreadable = Reason(rawValue: "body_unreadable")
    /// The request itself cannot be sent: see ``TransportRequest/validate()``.
    public static let invalidRequest = Reason(rawValue: "invalid_request")
    /// The backend cannot do what is asked of it on this system.
    public static let unsupported = Reason(rawValue: "unsupported")
    /// The task was cancelled.
    public static let cancelled = Reason(rawValue: "cancelled")
    /// The transport has been closed.
    public static let closed = Reason(rawValue: "closed")
    /// A failure of the backend that fits none of the others.
    public static let other = Reason(rawValue: "other")
  }

  /// What the server may know.
  public let outcome: Outcome
  /// Why there is no response.
  public let reason: Reason
  /// What happened, for people. It holds neither header values nor the URL's query.
  public let message: String

  /// An error of a transport.
  public init(_ reason: Reason, outcome: Outcome, message: String) {
    self.reason = reason
    self.outcome = outcome
    self.message = message
  }

  /// A request that cannot be sent as it is.
  public static func invalidRequest(_ message: String) -> TransportError {
    TransportError(.invalidRequest, outcome: .neverSent, message: message)
  }
}

extension TransportError: CustomStringConvertible {
  /// The reason, the message, and what the server may know.
  public var description: String {
    let known =
      switch outcome {
      case .neverSent: "the request was not sent"
      case .outcomeUnknown: "the server may have carried it out"
      case .answered(let status): "the server had answered \(status)"
      }
    return "\(message) (\(reason.rawValue); \(known))"
  }
}
