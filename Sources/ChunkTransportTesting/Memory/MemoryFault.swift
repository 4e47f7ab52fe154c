/// What a ``MemoryTransport`` does to a request instead of just handing it over.
public enum MemoryFault: Sendable {
  /// The service does not see the request; this comes instead.
  case answer(MemoryAnswer)
  /// No connection comes about: `connect_failed`, `never_sent`. The body is not read.
  case refuseConnection
  /// The connection is lost after so many bytes of the body: `connection_lost`, `outcome_unknown`. The
  /// service does not see the request.
  case loseBody(after: Int64)
  /// The service carries the request out, and its answer is lost: `connection_lost`, `outcome_unknown`.
  case loseAnswer
  /// The service carries the request out, and its answer comes so much later, by the transport's clock.
  case delay(Duration)
}

/// A fault, and for which requests it is.
struct InjectedFault: Sendable {
  let fault: MemoryFault
  let match: RequestMatch
  /// How many requests that match are to pass before it.
  var toPass: Int
  /// How many it is for, after that.
  var times: Int
}
