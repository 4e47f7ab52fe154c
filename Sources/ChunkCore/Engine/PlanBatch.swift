/// How many parts one plan asks for.
///
/// The first one for few bytes, so that the senders have something to do soon; later ones for more, while
/// parts are on their way. So there are never more plans than the file has parts, divided by ``least``.
struct PlanBatch: Sendable, Hashable {
  /// How many parts the first plan waits for.
  let least: Int
  /// How many parts a plan has at most, and how many may wait to be asked for.
  let most: Int
  /// Whether parts that wait are held in memory: then no plan waits for more of them than one.
  private let isHeld: Bool

  /// The batches of a session's parts.
  ///
  /// - Parameter probed: How many parts are asked for in a probe, if it is one.
  init(partSize: Int64, isHeld: Bool, probed: Int64? = nil) {
    let size = max(1, partSize)
    most = Int(max(2, min(Self.greatest, Self.mostBytes / size)))
    let first = max(1, min(Self.greatest / 2, Self.firstBytes / size))
    least = isHeld ? 1 : Int(min(first, probed ?? first))
    self.isHeld = isHeld
  }

  /// How many parts the plan waits for that comes after one that waited for so many.
  func next(after count: Int) -> Int { isHeld ? 1 : min(most, 2 * count) }

  /// Where nothing is there, one part in so many is asked for.
  var sampling: Int64 { max(8, Int64(least)) }

  /// Hashed in a twentieth of a second.
  static let firstBytes: Int64 = 32 << 20
  /// Not so much that the system's cache has lost the bytes when they are sent.
  private static let mostBytes: Int64 = 256 << 20
  /// What the service takes at once is not known.
  private static let greatest: Int64 = 128
}
