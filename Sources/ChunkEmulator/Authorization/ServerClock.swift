#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What the server takes for the time: it may be wrong, as clocks are.
struct ServerClock: Sendable {
  /// How far the clock is ahead, in seconds.
  var offset: Double = 0

  /// The time by this clock.
  var now: Date { Date(timeIntervalSinceNow: offset) }
}
