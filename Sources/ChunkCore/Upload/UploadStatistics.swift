/// What an upload took, told once at its end.
public struct UploadStatistics: Sendable, Hashable {
  /// What an upload's speed was limited by.
  public enum Limit: String, Sendable, Hashable, CaseIterable {
    /// Reading the source.
    case disk
    /// Taking the digests.
    case digest
    /// Getting the bytes out.
    case network
    /// The service: the wait for its answers, and its commit.
    case server
    /// The rate that the budget allows.
    case rate
    /// The waits after failures, and those that the service asked for.
    case waits
  }

  /// How long the upload took, from its first request to its end.
  public var elapsed: Duration
  /// The file's size in bytes.
  public var totalBytes: Int64
  /// Bytes of parts that were there before, in the session or by another upload, and were not sent.
  public var skippedBytes: Int64
  /// How often the service was asked which parts it holds by other uploads.
  public var plans: Int
  /// How many of the parts that it was asked for it held.
  public var hits: Int
  /// How many it lacked.
  public var misses: Int
  /// Bytes of the parts that it held; they count as skipped as well.
  public var hitBytes: Int64
  /// All bytes of parts that were handed to the network, those that were sent again included.
  public var wireBytes: Int64
  /// How many parts were sent.
  public var sentParts: Int
  /// How many times a part was sent once more.
  public var resentParts: Int
  /// How many requests of any sort were sent again.
  public var retries: Int
  /// How often the service asked for less (429, 503).
  public var throttles: Int
  /// The most parts that were in flight at once, of all uploads of the budget.
  public var highestConcurrency: Int
  /// What the speed was limited by.
  public var limitedBy: Limit
}

extension UploadStatistics {
  init(
    _ counts: UploadTally.Counts, elapsed: Duration, totalBytes: Int64, wireBytes: Int64, budget: UploadBudget
  ) {
    self.elapsed = elapsed
    self.totalBytes = totalBytes
    skippedBytes = counts.skippedBytes
    plans = counts.plans
    hits = counts.hits
    misses = counts.misses
    hitBytes = counts.hitBytes
    self.wireBytes = wireBytes
    sentParts = counts.sentParts
    resentParts = counts.resentParts
    retries = counts.retries
    throttles = counts.throttles
    highestConcurrency = budget.slots.highest
    let rate = Double(wireBytes) / max(0.001, elapsed / .seconds(1))
    let isAtRate = budget.maximumBytesPerSecond.map { rate >= 0.7 * Double($0) } ?? false
    limitedBy = isAtRate ? .rate : counts.limit(elapsed, inFlight: budget.slots.highest)
  }
}

extension UploadTally.Counts {
  /// What took the most of the time: nothing was sent because of waits, or the source was read and hashed
  /// all the while; if neither, the larger share of the parts' time decides.
  fileprivate func limit(_ elapsed: Duration, inFlight: Int) -> UploadStatistics.Limit {
    if idle >= elapsed * 0.4 { return .waits }
    if reading + hashing >= elapsed * 0.6 { return reading > hashing ? .disk : .digest }
    return sending >= answering + committing * max(1, inFlight) ? .network : .server
  }
}
