public import ChunkModels

/// What every operation throws: what happened, what to do about it, and all that is known.
///
/// It is a struct with an open ``Kind``, so that new kinds break no caller. It never holds a token.
public struct ChunkError: Error, Sendable {
  /// What sort of failure it is; decide by this.
  public var kind: Kind

  /// What happened, with the value that was wrong.
  public var message: String

  /// What to do about it.
  public var remedy: String

  /// Whether the same call may well succeed later, without any change.
  public var isTemporary: Bool

  /// The service's answer, if it gave one.
  public var answer: Answer? {
    get { boxedAnswer?.value }
    set { boxedAnswer = newValue.map(Boxed.init) }
  }
  private var boxedAnswer: Boxed<Answer>?

  /// The upload session that is still open on the server, with the bytes that it holds.
  public var session: OpenSession?

  /// The error of a layer below: `TransportError`, `FileError` or what a source threw.
  public var cause: (any Error)?

  /// An error.
  public init(
    _ kind: Kind, _ message: String, remedy: String, isTemporary: Bool = false, answer: Answer? = nil,
    cause: (any Error)? = nil
  ) {
    self.kind = kind
    self.message = message
    self.remedy = remedy
    self.isTemporary = isTemporary
    boxedAnswer = answer.map(Boxed.init)
    self.cause = cause
  }

  /// What the service answered.
  public struct Answer: Sendable, Hashable {
    /// The HTTP status.
    public var status: Int
    /// Box's error code, if the answer had one.
    public var code: ErrorCode?
    /// Box's id of the request: name it when you ask Box's support.
    public var requestId: String?
    /// How long the service asks to wait before the next request.
    public var retryAfter: Duration?
    /// Box's error object, if the answer was one.
    public var error: ClientError?
    /// The first bytes of the answer's body, for answers that are not Box's (a proxy's page).
    public var bodyStart: String?

    /// What the service answered.
    public init(
      status: Int, code: ErrorCode? = nil, requestId: String? = nil, retryAfter: Duration? = nil,
      error: ClientError? = nil, bodyStart: String? = nil
    ) {
      self.status = status
      self.code = code
      self.requestId = requestId
      self.retryAfter = retryAfter
      self.error = error
      self.bodyStart = bodyStart
    }
  }
}

extension ChunkError {
  static func invalidArgument(_ message: String, _ remedy: String) -> ChunkError {
    ChunkError(.invalidArgument, message, remedy: remedy)
  }

  static let cancelled = ChunkError(
    .cancelled, "The upload was cancelled", remedy: "Start it again when you want to")
}

extension ChunkError {
  /// Whether a session was left with which the same upload can go on. After some failures it cannot:
  /// the session holds other bytes than the source, or can never become the file that was meant.
  public var canGoOn: Bool {
    switch kind {
    case .integrity, .sourceChanged, .digestMismatch, .urlRefused, .preconditionFailed: false
    case .conflict: session != nil && isTemporary
    default: session != nil
    }
  }
}

extension ChunkError: CustomStringConvertible {
  /// Message, remedy, status, code, request id and the session that was left, in one line.
  public var description: String {
    var text = "\(message). \(remedy)."
    if let answer {
      var facts = ["HTTP \(answer.status)"]
      if let code = answer.code { facts.append("code \(code.rawValue)") }
      if let requestId = answer.requestId { facts.append("request id \(requestId)") }
      text += " [\(facts.joined(separator: ", "))]"
    }
    if let session { text += " \(session)." }
    return text
  }
}
