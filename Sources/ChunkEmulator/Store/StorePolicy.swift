#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The numbers by which the store takes and keeps sessions.
struct StorePolicy: Sendable {
  /// The part size of every session, in bytes, or `nil` to choose by file size as the service does.
  var partSize: Int64?
  /// The smallest file that a session takes, in bytes.
  var minimumFileSize: Int64
  /// The largest file that a session takes, in bytes.
  var maximumFileSize: Int64
  /// How long a session lives, in seconds.
  var sessionLifetime: Double
  /// How often a commit is first answered with "not finished yet".
  var commitDelay: CommitDelay
  /// Whether a second session for the same file is refused.
  var hasSessionConflicts = false
  /// Whether the digests for plans are taken as parts arrive.
  var indexesParts = false
  /// Whether plans find the parts of sessions that are over.
  var holdsEndedSessions = false
  /// The time now; tests set it.
  var now: @Sendable () -> Date = { Date() }

  /// The part size for a file of some size.
  ///
  /// The service's own rule is not published. Seen in public reports: 8 MiB for small files, 32 MiB
  /// around 0.5 to 1 GB, 64 MiB above, nothing larger. Beyond that only the number of parts counts,
  /// because a list of parts cannot be paged past 10,000.
  func partSize(forFileOf size: Int64) -> Int64 {
    if let partSize { return partSize }
    var chosen = Self.steps.first { size < $0.below }?.partSize ?? Self.largestUsualPartSize
    while Self.partCount(size: size, partSize: chosen) >= Self.partLimit { chosen *= 2 }
    return chosen
  }

  /// How many parts a file has; written so that no size is too large for it.
  static func partCount(size: Int64, partSize: Int64) -> Int64 {
    size / partSize + (size % partSize == 0 ? 0 : 1)
  }

  private static let mebibyte: Int64 = 1 << 20
  private static let steps: [(below: Int64, partSize: Int64)] = [
    (400_000_000, 8 * mebibyte), (1_500_000_000, 32 * mebibyte),
  ]
  private static let largestUsualPartSize = 64 * mebibyte
  private static let partLimit: Int64 = 10_000
}
