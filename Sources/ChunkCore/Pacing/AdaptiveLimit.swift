/// Finds how many parts to have in flight: a value that is told what happens and when, and holds a
/// number.
///
/// Throughput is measured over epochs. An epoch is over when as many parts as the limit allows were
/// begun *and* acknowledged in it; parts that were begun under another limit do not count. It begins
/// with 4, as Box advises, and doubles while throughput grows with it. Then it holds, and after a
/// while tries one more or one fewer, and keeps what is better. It never stops trying; each try that
/// fails makes the next one rarer.
struct AdaptiveLimit: Sendable {
  /// One part's way: under which epoch it began, and when.
  struct Start: Sendable {
    fileprivate let epoch: Int
    fileprivate let time: Duration
    fileprivate let inFlight: Int
  }

  private enum Phase {
    /// Doubling, compared with the throughput of the limit before.
    case growing(from: (limit: Int, rate: Double)?)
    /// At a limit that is good; so many epochs are left before something is tried.
    case holding(epochs: Int)
    /// Trying another limit, compared with the one before.
    case trying(from: (limit: Int, rate: Double))
  }

  let concurrency: UploadConcurrency
  private(set) var limit: Int

  private var phase = Phase.growing(from: nil)
  private var epoch = 0
  /// Of the parts of this epoch: how many there were, and the sum of bytes a second times in flight.
  private var samples: (count: Int, rate: Double) = (0, 0)
  /// How many epochs to hold after the next try that fails.
  private var patience = 4
  private var lastTryWasUp = false

  private static let firstLimit = 4
  private static let longestPatience = 64
  /// More connections are worth it if they carry this much more of what they could at best.
  private static let gain = 0.25
  /// A try has to be so much better to be kept.
  private static let improvement = 1.03

  init(_ concurrency: UploadConcurrency) {
    self.concurrency = concurrency
    limit = concurrency.isAutomatic ? min(Self.firstLimit, concurrency.maximum) : concurrency.maximum
  }

  /// A part begins; with it, so many are in flight.
  func start(at time: Duration, inFlight: Int) -> Start {
    Start(epoch: epoch, time: time, inFlight: inFlight)
  }

  /// A part of so many bytes was acknowledged; with it, so many were in flight.
  mutating func acknowledged(_ start: Start, bytes: Int64, at time: Duration, inFlight: Int) {
    guard concurrency.isAutomatic, start.epoch == epoch else { return }
    let seconds = (time - start.time) / .seconds(1)
    guard seconds > 0 else { return }
    samples.count += 1
    // With a source that is too slow the limit is not reached, and says nothing.
    samples.rate += Double(bytes) / seconds * Double(start.inFlight + inFlight) / 2
    if samples.count >= limit { endEpoch() }
  }

  /// The service asks for less: this one of so many in flight was refused.
  mutating func throttled(inFlight: Int) {
    guard concurrency.isAutomatic else { return }
    // The others were taken, or will say so themselves in a moment.
    let survivors = min(inFlight - 1, (limit * 3 + 3) / 4)
    patience = min(Self.longestPatience, patience * 2)
    begin(limit: min(limit, max(1, survivors)), .holding(epochs: patience))
  }

  private mutating func endEpoch() {
    let rate = samples.rate / Double(samples.count)
    switch phase {
    case .growing(let before):
      if let before {
        let ideal = Double(limit) / Double(before.limit) - 1
        guard rate >= before.rate * (1 + Self.gain * ideal) else {
          return begin(limit: before.limit, .holding(epochs: patience))
        }
      }
      let next = min(concurrency.maximum, limit * 2)
      begin(limit: next, next == limit ? .holding(epochs: patience) : .growing(from: (limit, rate)))
    case .holding(let epochs):
      if epochs > 1 { return begin(limit: limit, .holding(epochs: epochs - 1)) }
      lastTryWasUp = lastTryWasUp ? limit == 1 : limit < concurrency.maximum
      let next = lastTryWasUp ? limit + 1 : max(1, limit - 1)
      guard next != limit, next <= concurrency.maximum else {
        return begin(limit: limit, .holding(epochs: patience))
      }
      begin(limit: next, .trying(from: (limit, rate)))
    case .trying(let before):
      if rate >= before.rate * Self.improvement {
        patience = 4
        begin(limit: limit, .holding(epochs: 1))
      } else {
        patience = min(Self.longestPatience, patience * 2)
        begin(limit: before.limit, .holding(epochs: patience))
      }
    }
  }

  private mutating func begin(limit: Int, _ phase: Phase) {
    self.limit = limit
    self.phase = phase
    epoch += 1
    samples = (0, 0)
  }
}
