/// What the server counted since it started.
public struct Counters: Sendable, Hashable {
  /// What came for one part: one offset of one session.
  public struct Part: Sendable, Hashable, Codable {
    /// How many requests for it began.
    public var attempts = 0
    /// How often all its bytes came.
    public var received = 0
    /// How often it was stored and the client was told so.
    public var acknowledged = 0
    /// How many bytes came for it, over all attempts.
    public var bytes: Int64 = 0
    /// How many requests for it began after it was acknowledged.
    public var resent = 0
  }

  /// How many requests came for each operation, by its word.
  public var requests: [String: Int] = [:]
  /// The parts of each session, by the byte at which they begin.
  public var sessions: [String: [Int64: Part]] = [:]

  /// How many requests were refused by the fault ``FaultAction/throttle(inFlight:retryAfter:)``.
  public var throttled = 0
  /// How many parts were being received or answered at once, at most; refused ones are not counted.
  public var maximumInFlight = 0

  /// What was counted of tokens.
  public var tokens = TokenCounters()

  /// How many requests came for an operation.
  public func requests(for operation: Operation) -> Int { requests[operation.rawValue] ?? 0 }

  /// The counts of a part.
  public func part(session: String, offset: Int64) -> Part { sessions[session]?[offset] ?? Part() }

  /// How many bytes of parts came, over all sessions and attempts.
  public var receivedBytes: Int64 { sessions.values.flatMap(\.values).map(\.bytes).reduce(0, +) }

  /// How many parts were acknowledged.
  public var acknowledgedParts: Int {
    sessions.values.flatMap(\.values).filter { $0.acknowledged > 0 }.count
  }

  /// Whether a part was sent again after it was acknowledged: what a careful client never does.
  public var hasResentAcknowledgedPart: Bool {
    sessions.values.flatMap(\.values).contains { $0.resent > 0 }
  }
}
