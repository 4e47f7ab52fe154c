/// How often and after what waits a request is sent again.
///
/// Three things bound it: how often one request is tried while nothing of the upload succeeds, for
/// how long an outage is waited out, and how many retries all requests of an upload share.
public struct RetryPolicy: Sendable, Hashable {
  /// How many times a request is sent at least before the upload fails, the first one included.
  /// Progress of the upload (a part acknowledged) sets the count back. 6 by default.
  public var maximumAttempts: Int
  /// For how long requests may fail without any progress before the upload does, once the attempts
  /// are used up. 5 minutes by default: an outage of the service or of the network is waited out. Opening
  /// the session is not waited for so long: there is nothing to lose yet.
  public var patience: Duration
  /// The longest wait before the second attempt; it doubles with each one. Half a second by default.
  public var baseDelay: Duration
  /// No wait is longer than this, unless the service asks for more. 30 seconds by default.
  public var maximumDelay: Duration
  /// The longest `Retry-After` that is waited for; a service that asks for more is not asked again.
  /// 15 minutes by default.
  public var maximumRetryAfter: Duration
  /// The retry budget: so many retries may be made at once by all requests together. Each part
  /// that is acknowledged gives one back. 10 by default.
  public var burst: Int
  /// How long it takes for one more retry when the budget is used up. 5 seconds by default: in an
  /// outage of a minute there are no more than 10 + 12 retries, however many parts are in flight.
  public var refillInterval: Duration

  /// A policy, with defaults.
  public init(
    maximumAttempts: Int = 6, patience: Duration = .seconds(300), baseDelay: Duration = .milliseconds(500),
    maximumDelay: Duration = .seconds(30), maximumRetryAfter: Duration = .seconds(900), burst: Int = 10,
    refillInterval: Duration = .seconds(5)
  ) {
    self.maximumAttempts = maximumAttempts
    self.patience = patience
    self.baseDelay = baseDelay
    self.maximumDelay = maximumDelay
    self.maximumRetryAfter = maximumRetryAfter
    self.burst = burst
    self.refillInterval = refillInterval
  }

  /// The wait after a failed attempt: a random time up to the exponential bound ("full jitter"), so
  /// that many clients do not come back at once; never shorter than the service's `Retry-After`.
  ///
  /// - Parameters:
  ///   - attempt: Which attempt failed, counted from 1.
  ///   - retryAfter: What the service asked for.
  func delay(afterAttempt attempt: Int, retryAfter: Duration?) -> Duration {
    let bound = min(maximumDelay, baseDelay * (1 << min(max(0, attempt - 1), 20)))
    return max(retryAfter ?? .zero, bound * Double.random(in: 0...1))
  }
}
