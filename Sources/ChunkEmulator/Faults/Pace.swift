internal import Synchronization

/// Keeps one stream of bytes to a rate: in small steps, and over its whole length.
///
/// Each byte has a time at which it is due. Whoever is early sleeps, but not for less than a step, so
/// that a fast stream does not cost a timer for each buffer. What a late timer or a busy machine cost
/// is made up for; what the other side let pass is not.
final class Pace: Sendable {
  private let bytesPerSecond: Double
  /// When the bytes taken so far are due.
  private let due = Mutex<ContinuousClock.Instant?>(nil)

  init(bytesPerSecond: Int64) { self.bytesPerSecond = Double(bytesPerSecond) }

  /// Takes some bytes, and returns about when they are due.
  func take(_ count: Int) async throws {
    let now = ContinuousClock.now
    let end = due.withLock { due in
      let start = max(due ?? now, now - Self.longestCatchUp)
      let end = start + .seconds(Double(count) / bytesPerSecond)
      due = end
      return end
    }
    if end - now >= Self.step { try await Task.sleep(until: end, tolerance: .zero, clock: .continuous) }
  }

  /// Returns when all bytes taken are due.
  func finish() async throws {
    if let end = due.withLock({ $0 }) {
      try await Task.sleep(until: end, tolerance: .zero, clock: .continuous)
    }
  }

  private static let step = Duration.milliseconds(5)
  private static let longestCatchUp = Duration.milliseconds(200)
}
