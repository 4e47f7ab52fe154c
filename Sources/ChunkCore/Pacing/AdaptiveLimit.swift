/// Finds how many parts to have in flight: a value that is told what happens and when, and holds a
/// number.
///
/// It begins with 4, as Box advises, and grows at once, one every 50 milliseconds in which bytes
/// leave, to the maximum or until the service asks for less: most networks carry more over more
/// connections, and parts of 64 MiB would make any measured growth take most of an upload. From then
/// on it measures. After some epochs it tries fewer or more; fewer are kept if they carry as much, more
/// if they carry more. It never stops trying; each try that fails makes the next one smaller and rarer.
///
/// An epoch is over when as many parts as the limit allows were begun *and* acknowledged in it; parts
/// that were begun under another limit do not count.
struct AdaptiveLimit: Sendable {
  /// One part's way: under which epoch it began, and when.
  struct Start: Sendable {
    fileprivate let epoch: Int
    fileprivate let time: Duration
    fileprivate let inFlight: Int
  }

  private enum Phase {
    /// Growing by the clock, last at this time.
    case growing(since: Duration?)
    /// After a refusal; so many epochs are left before the limit grows again.
    case recovering(epochs: Int)
    /// At a limit that is good; so many epochs are left before something is tried.
    case holding(epochs: Int)
    /// Trying another limit, compared with the one before.
    case trying(from: (limit: Int, rate: Double))
  }

  let concurrency: UploadConcurrency
  private(set) var limit: Int

  private var phase = Phase.growing(since: nil)
  private var epoch = 0
  /// Of the parts of this epoch: how many there were, and the sum of bytes a second times in flight.
  private var samples: (count: Int, rate: Double) = (0, 0)
  /// How many epochs to hold after the next try that fails.
  private var patience = 4
  /// How many epochs to keep still after the next refusal.
  private var recovery = firstRecovery
  /// Whether throughput says anything: not if it is limited on purpose.
  private let isMeasuring: Bool
  /// What is tried next: what was good last time, or else the other direction.
  private var triesMore = false
  /// A try is this part of the limit, and one at least.
  private var stride = 0.25
  /// The best throughput of late: what is lost in small steps is not forgotten.
  private var best = 0.0

  private static let firstLimit = 4
  private static let growthInterval: Duration = .milliseconds(50)
  private static let longestPatience = 64
  private static let firstRecovery = 2
  /// A try of more has to carry so much more, and one of fewer so much at least.
  private static let worthMore = 1.03
  private static let worthFewer = 0.97
  /// How fast the best is forgotten, an epoch.
  private static let forgetting = 0.99

  init(_ concurrency: UploadConcurrency, isMeasuring: Bool = true) {
    self.concurrency = concurrency
    self.isMeasuring = isMeasuring
    limit = concurrency.isAutomatic ? min(Self.firstLimit, concurrency.maximum) : concurrency.maximum
  }

  /// A part begins; with it, so many are in flight.
  func start(at time: Duration, inFlight: Int) -> Start {
    Start(epoch: epoch, time: time, inFlight: inFlight)
  }

  /// Bytes are leaving.
  mutating func moved(at time: Duration) {
    guard concurrency.isAutomatic, case .growing(let since) = phase else { return }
    guard let since else { return phase = .growing(since: time) }
    guard time - since >= Self.growthInterval else { return }
    let next = min(concurrency.maximum, limit + 1)
    // All that there may be was taken: what was refused before is over.
    if next == concurrency.maximum { recovery = Self.firstRecovery }
    begin(limit: next, next == concurrency.maximum ? .holding(epochs: patience) : .growing(since: time))
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
  mutating func throttled(_ start: Start, inFlight: Int) {
    guard concurrency.isAutomatic else { return }
    // The others were taken, or will say so themselves in a moment.
    let survivors = min(inFlight - 1, (limit * 3 + 3) / 4)
    // Several that are refused together are one refusal.
    if start.epoch == epoch { recovery = min(Self.longestPatience, recovery * 2) }
    begin(limit: min(limit, max(1, survivors)), .recovering(epochs: recovery))
  }

  private mutating func endEpoch() {
    let rate = samples.rate / Double(samples.count)
    switch phase {
    case .growing: break
    case .recovering(let epochs):
      begin(limit: limit, epochs > 1 ? .recovering(epochs: epochs - 1) : .growing(since: nil))
    case .holding(let epochs):
      guard isMeasuring else { return }
      best = max(best * Self.forgetting, rate)
      if epochs > 1 { return begin(limit: limit, .holding(epochs: epochs - 1)) }
      // As far as there is anything to try.
      triesMore = limit == 1 || (triesMore && limit < concurrency.maximum)
      let step = max(1, Int(Double(limit) * stride))
      let next = triesMore ? min(concurrency.maximum, limit + step) : max(1, limit - step)
      guard next != limit else { return begin(limit: limit, .holding(epochs: patience)) }
      begin(limit: next, .trying(from: (limit, rate)))
    case .trying(let before):
      let isBetter =
        limit > before.limit
        ? rate >= before.rate * Self.worthMore : rate >= max(before.rate, best) * Self.worthFewer
      if !isBetter { triesMore.toggle() }
      stride = isBetter ? 0.25 : stride / 2
      patience = isBetter ? 4 : min(Self.longestPatience, patience * 2)
      begin(limit: isBetter ? limit : before.limit, .holding(epochs: isBetter ? 2 : patience))
    }
  }

  private mutating func begin(limit: Int, _ phase: Phase) {
    self.limit = limit
    self.phase = phase
    epoch += 1
    samples = (0, 0)
  }
}
