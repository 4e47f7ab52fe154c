/// A fault: which requests it hits, and what happens to them. Faults are data; ``FaultScript`` reads
/// them from JSON.
///
/// A fault counts the requests that its ``operation``, ``offset`` and ``afterBytes`` select. It hits
/// the ``nth`` of them and those that follow, ``times`` in all.
public struct Fault: Sendable, Hashable {
  /// Which operation; ``Operation/any`` for all.
  public var operation: Operation
  /// The first selected request that is hit, counted from 1.
  public var nth: Int
  /// How many requests in a row are hit; 0 for all that follow.
  public var times: Int
  /// How long requests are hit, in seconds from the first one that is; `nil` for no limit.
  public var forSeconds: Double?
  /// Only parts that begin at this byte of the file.
  public var offset: Int64?
  /// Only requests that come when so many bytes of parts were received, over all sessions and from the
  /// moment when the fault was set.
  public var afterBytes: Int64?
  /// What happens.
  public var action: FaultAction

  /// Creates a fault that hits the next request of an operation, unless more is said.
  ///
  /// - Parameter times: 1 if not given; 0 if there is a limit in seconds.
  public init(
    on operation: Operation, nth: Int = 1, times: Int? = nil, forSeconds: Double? = nil,
    offset: Int64? = nil, afterBytes: Int64? = nil, do action: FaultAction
  ) {
    self.operation = operation
    self.nth = nth
    self.times = times ?? Self.standardTimes(forSeconds: forSeconds)
    self.forSeconds = forSeconds
    self.offset = offset
    self.afterBytes = afterBytes
    self.action = action
  }

  /// What ``times`` is unless it is given.
  static func standardTimes(forSeconds: Double?) -> Int { forSeconds == nil ? 1 : 0 }
}

/// What a fault does to a request.
///
/// Some only change how the request goes (``delay(milliseconds:)``, ``slow(bytesPerSecond:)``,
/// ``stall(seconds:at:)``, ``sessionEndpoints(origin:)``, ``wrongSHA1``, ``deny``): all of them that hit a request
/// take effect together. The others end it; of those the first in the list takes effect.
public enum FaultAction: Sendable, Hashable {
  /// Answers with a status, the work not done.
  case status(StatusAnswer, at: FaultPoint)
  /// Does the work, then answers with a status.
  case statusAfter(StatusAnswer)
  /// Resets the connection before the body is read.
  case resetBefore
  /// Resets the connection when so many bytes of the body came.
  case resetAfter(bytes: Int64)
  /// Resets the connection when the whole body came, the work not done.
  case resetAfterBody
  /// Does the work, then closes the connection without an answer.
  case loseAnswer
  /// Does nothing for a while, then goes on.
  case stall(seconds: Double, at: FaultPoint)
  /// Does the work, then sends these bytes instead of the answer and closes the connection.
  case truncatedHeader(String)
  /// Does the work, then sends half of the answer's body under the whole `Content-Length`, and closes.
  case truncatedBody
  /// Does the work, then sends the first half of the answer's JSON as if it were all.
  case truncatedJSON
  /// Does the work, but says another SHA-1 in the answer.
  case wrongSHA1
  /// Answers 200 with an HTML page, the work not done.
  case html
  /// Answers 202 with `Retry-After`, the work not done.
  case accepted(retryAfter: Int)
  /// Does the work, then answers 200 with a body that never ends.
  case hugeBody
  /// Redirects, the work not done.
  case redirect(location: String, status: Int)
  /// Refuses with 429, at once, what comes while so many others are under way that the fault's
  /// ``Fault/operation`` selects. Other requests are not hit, and not counted.
  case throttle(inFlight: Int, retryAfter: RetryAfter?)
  /// Takes the body and gives the answer at so many bytes per second.
  case slow(bytesPerSecond: Int64)
  /// Has the user say no to an application: for ``Operation/authorize``.
  case deny
  /// Waits before anything else.
  case delay(milliseconds: Int64)
  /// Says URLs at another origin, such as `http://127.0.0.1:1`, in the session's endpoints.
  case sessionEndpoints(origin: String)
}

/// Where in a request a fault happens.
public enum FaultPoint: Sendable, Hashable {
  /// Before the body is read.
  case before
  /// When so many bytes of the body were read.
  case body(afterBytes: Int64)
  /// When the body was read; before the answer.
  case answer
}

/// An answer that a fault gives.
public struct StatusAnswer: Sendable, Hashable {
  /// The HTTP status.
  public var status: Int
  /// The `code` of the error body; without one, and without ``body``, the body is empty.
  public var code: String?
  /// The `message` of the error body.
  public var message: String?
  /// Further header fields.
  public var headers: [String: String]
  /// The whole body, in place of the service's error JSON.
  public var body: String?
  /// The type of ``body``.
  public var contentType: String
  /// The value of `Retry-After`.
  public var retryAfter: RetryAfter?

  /// Creates an answer; by default its body is empty.
  public init(
    status: Int, code: String? = nil, message: String? = nil, headers: [String: String] = [:],
    body: String? = nil, contentType: String = "text/html", retryAfter: RetryAfter? = nil
  ) {
    self.status = status
    self.code = code
    self.message = message
    self.headers = headers
    self.body = body
    self.contentType = contentType
    self.retryAfter = retryAfter
  }
}

/// The forms of `Retry-After` (RFC 9110, section 10.2.3).
public enum RetryAfter: Sendable, Hashable {
  /// A text, sent as it is: a number of seconds, or nonsense.
  case text(String)
  /// An HTTP date so many seconds after the request.
  case date(inSeconds: Int)
}
