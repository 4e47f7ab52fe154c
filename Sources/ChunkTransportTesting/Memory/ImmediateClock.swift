internal import ChunkThreads

/// A clock on which every sleep is over at once.
///
/// It goes on by the time that was slept, so that budgets run out as they would, and remembers each sleep.
/// With it a test of minutes of waiting takes none: hand it to whatever takes a `Clock`.
public final class ImmediateClock: Clock {
  /// A time of the clock.
  public struct Instant: InstantProtocol {
    /// The time since the clock was made.
    public var offset: Duration

    /// A time so long after the clock was made.
    public init(offset: Duration) { self.offset = offset }

    /// The time so much later.
    public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }

    /// How long it is from here to another time.
    public func duration(to other: Instant) -> Duration { other.offset - offset }

    /// Whether a time is before another.
    public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let state = Mutex((now: Instant(offset: .zero), sleeps: [Duration]()))

  /// A clock that begins at zero.
  public init() {}

  /// The time: the sum of what was slept.
  public var now: Instant { state.withLock { $0.now } }

  /// A nanosecond.
  public var minimumResolution: Duration { .nanoseconds(1) }

  /// The sleeps so far, in order.
  public var sleeps: [Duration] { state.withLock { $0.sleeps } }

  /// Goes on to a time, and returns at once.
  ///
  /// - Throws: `CancellationError` if the task has been cancelled.
  public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    state.withLock { state in
      state.sleeps.append(state.now.duration(to: deadline))
      state.now = max(state.now, deadline)
    }
  }
}
