internal import Synchronization

/// Counts and times what an upload does, for its statistics.
final class UploadTally: Sendable {
  struct Counts: Sendable {
    var sentParts = 0
    var resentParts = 0
    var skippedBytes: Int64 = 0
    var retries = 0
    var throttles = 0
    /// Reading the source, hashing it, and waiting for a sender to take the next part.
    var reading: Duration = .zero
    var hashing: Duration = .zero
    var feedFull: Duration = .zero
    /// Of all parts together: bytes going out, and the wait for the answer after that.
    var sending: Duration = .zero
    var answering: Duration = .zero
    /// The commit, with all its waits.
    var committing: Duration = .zero
    /// Whether the service was asked to commit: from then on there may be a file.
    var hasBegunCommit = false
    /// Whether the service has said that it puts the parts together.
    var isBeingMade = false
    /// Senders with nothing to send.
    var starving: Duration = .zero
  }

  private let counts = Mutex(Counts())

  var all: Counts { counts.withLock { $0 } }

  func change(_ body: (inout Counts) -> Void) { counts.withLock { body(&$0) } }
}
