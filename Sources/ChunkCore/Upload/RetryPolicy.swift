/// How often and after what waits a request is sent again.
public struct RetryPolicy: Sendable, Hashable {
  /// How many times a request is sent at most, the first one included. 6 by default.
  public var maximumAttempts: Int
  /// The longest wait before the second attempt; it doubles with each one. Half a second by default.
  public var baseDelay: Duration
  /// No wait is longer than this, unless the service asks for more. 30 seconds by default.
  public var maximumDelay: Duration
  /// The longest `Retry-After` that is waited for; a service that asks for more is not asked again.
  /// 15 minutes by default.
  public var maximumRetryAfter: Duration

  /// A policy, with defaults.
  public init(
    maximumAttempts: Int = 6, baseDelay: Duration = .milliseconds(500), maximumDelay: Duration = .seconds(30),
    maximumRetryAfter: Duration = .seconds(900)
  ) {
    self.maximumAttempts = maximumAttempts
    self.baseDelay = baseDelay
    self.maximumDelay = maximumDelay
    self.maximumRetryAfter = maximumRetryAfter
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
