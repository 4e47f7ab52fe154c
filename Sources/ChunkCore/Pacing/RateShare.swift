/// A limit of bytes a second, shared by the parts in flight so that their sum never exceeds it.
struct RateShare: Sendable {
  let bytesPerSecond: Int64
  private var used: Int64 = 0

  /// A connection with less than this is not worth having: a few of them carry a low rate better.
  private static let least: Int64 = 1 << 20

  init(bytesPerSecond: Int64) { self.bytesPerSecond = bytesPerSecond }

  /// As many connections as are worth having. More of them would carry no more, so their number
  /// need not be searched for beyond that.
  func bounded(_ concurrency: UploadConcurrency) -> UploadConcurrency {
    let useful = Int(clamping: max(1, bytesPerSecond / Self.least))
    guard concurrency.isAutomatic else { return concurrency }
    return .automatic(maximum: min(concurrency.maximum, min(4, useful)))
  }

  /// A share for one more part.
  mutating func take(freeSlots: Int, remaining: Int64) -> Int64 {
    let sharers = max(1, min(Int64(freeSlots), remaining))
    let share = max(1, (bytesPerSecond - used) / sharers)
    used += share
    return share
  }

  mutating func give(back share: Int64) { used -= share }
}
