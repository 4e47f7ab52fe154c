internal import ChunkThreads

/// Counts and times what an upload does, for its statistics.
final class UploadTally: Sendable {
  struct Counts: Sendable {
    var sentParts = 0
    var resentParts = 0
    var skippedBytes: Int64 = 0
    /// How often the service was asked which parts it holds, and what it said.
    var plans = 0
    var hits = 0
    var misses = 0
    var hitBytes: Int64 = 0
    var retries = 0
    var throttles = 0
    /// Reading the source, and hashing it.
    var reading: Duration = .zero
    var hashing: Duration = .zero
    /// Of all parts together: bytes going out, and the wait for the answer after that.
    var sending: Duration = .zero
    var answering: Duration = .zero
    /// The commit, with all its waits.
    var committing: Duration = .zero
    /// Whether the service was asked to commit: from then on there may be a file.
    var hasBegunCommit = false
    /// Whether the service has said that it puts the parts together.
    var isBeingMade = false
    /// The time in which requests waited to be sent again, or for the end of a pause, and none was under way.
    var idle: Duration = .zero
    fileprivate var underWay = 0
    fileprivate var waits = 0
    fileprivate var idleSince: ContinuousClock.Instant?
  }

  private let counts = Mutex(Counts())

  var all: Counts { counts.withLock { $0 } }

  func change(_ body: (inout Counts) -> Void) { counts.withLock { body(&$0) } }

  /// A part is on its way, until the same with -1.
  func underWay(_ change: Int) { note { $0.underWay += change } }

  /// A request waits to be sent again, or for the end of a pause; until the same with -1.
  func waits(_ change: Int) { note { $0.waits += change } }

  private func note(_ body: (inout Counts) -> Void) {
    counts.withLock { counts in
      body(&counts)
      let isIdle = counts.underWay == 0 && counts.waits > 0
      if let since = counts.idleSince, !isIdle {
        counts.idle += .now - since
        counts.idleSince = nil
      } else if isIdle, counts.idleSince == nil {
        counts.idleSince = .now
      }
    }
  }
}
