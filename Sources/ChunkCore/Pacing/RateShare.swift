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

  /// Whether there is enough for one more part, of at most so many at once. A part with next to nothing
  /// would only stall.
  func hasRoom(limit: Int) -> Bool {
    used == 0 || bytesPerSecond - used >= max(1, bytesPerSecond / Int64(2 * max(1, limit)))
  }

  /// A share for one more part of an upload that has so many left, this one and those in flight included.
  mutating func take(limit: Int, remaining: Int64) -> Int64 {
    let share = max(1, min(bytesPerSecond - used, bytesPerSecond / max(1, min(Int64(limit), remaining))))
    used += share
    return share
  }

  mutating func give(back share: Int64) { used -= share }
}
