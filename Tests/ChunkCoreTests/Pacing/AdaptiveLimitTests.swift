import Testing

@testable import ChunkCore

/// The search for the best number of parts in flight, on networks made of arithmetic.
@Suite struct AdaptiveLimitTests {
  /// Sends parts of 8 MB through a network that carries so many bytes a second with so many in flight.
  private func run(
    _ limit: inout AdaptiveLimit, parts: Int, rate: (Int) -> Double,
    each: (inout AdaptiveLimit) -> Void = { _ in }
  ) {
    var now = Duration.zero
    var flying: [(end: Duration, start: AdaptiveLimit.Start)] = []
    var begun = 0
    var acknowledged = 0
    while acknowledged < parts {
      while flying.count < limit.limit, begun < parts {
        begun += 1
        let share = rate(flying.count + 1) / Double(flying.count + 1)
        flying.append((now + .seconds(8e6 / share), limit.start(at: now, inFlight: flying.count + 1)))
      }
      limit.moved(at: now)
      flying.sort { $0.end < $1.end }
      let first = flying.removeFirst()
      now = first.end
      acknowledged += 1
      limit.acknowledged(first.start, bytes: 8_000_000, at: now, inFlight: flying.count + 1)
      each(&limit)
    }
  }

  @Test func itGrowsWhileEachConnectionCarriesMore() {
    var limit = AdaptiveLimit(.automatic(maximum: 8))
    #expect(limit.limit == 4)
    run(&limit, parts: 20) { Double($0) * 20e6 }
    #expect(limit.limit == 8)
  }

  @Test func itStaysNearTheBest() {
    var limit = AdaptiveLimit(.automatic(maximum: 8))
    var sum = 0
    run(&limit, parts: 400) {
      Double($0) * 20e6
    } each: {
      sum += $0.limit
    }
    #expect(Double(sum) / 400 > 7.2)
  }

  /// Five connections carry the most; more of them are in each other's way.
  @Test func itFindsAnOptimumInTheMiddle() {
    var limit = AdaptiveLimit(.automatic(maximum: 16))
    let rate: (Int) -> Double = { $0 <= 5 ? Double($0) * 20e6 : 100e6 / (1 + 0.1 * Double($0 - 5)) }
    run(&limit, parts: 600, rate: rate)
    #expect((4...6).contains(limit.limit))
  }

  /// One connection carries all there is: the others are given up, one after another.
  @Test func itDoesWithFewerIfTheyCarryAsMuch() {
    var limit = AdaptiveLimit(.automatic(maximum: 8))
    run(&limit, parts: 1000) { _ in 100e6 }
    #expect(limit.limit <= 4)
  }

  /// Each step is worth little, and all together much: they are not taken one by one.
  @Test func itDoesNotLoseInSmallSteps() {
    var limit = AdaptiveLimit(.automatic(maximum: 16))
    var sum = 0
    run(&limit, parts: 1000) {
      100e6 * (1 - 0.025 * Double(16 - $0))
    } each: {
      sum += $0.limit
    }
    #expect(Double(sum) / 1000 > 12)
  }

  /// The network gets better in the middle of the upload, and that is noticed.
  @Test func itNeverStopsTrying() {
    var limit = AdaptiveLimit(.automatic(maximum: 8))
    run(&limit, parts: 300) { _ in 100e6 }
    run(&limit, parts: 2000) { Double($0) * 20e6 }
    #expect(limit.limit == 8)
  }

  @Test func aThrottleIsObeyedAtOnce() {
    var limit = AdaptiveLimit(.automatic(maximum: 8))
    run(&limit, parts: 20) { Double($0) * 20e6 }
    let start = limit.start(at: .zero, inFlight: 8)
    // Five of eight are refused, one after another.
    for inFlight in [8, 7, 6, 5, 4] { limit.throttled(start, inFlight: inFlight) }
    #expect(limit.limit == 3)
    limit.throttled(limit.start(at: .zero, inFlight: 1), inFlight: 1)
    #expect(limit.limit == 1)
  }

  /// Eight refusals at the same moment are one: the way back is not made eight times as long.
  @Test func aBlipIsSoonForgotten() {
    var limit = AdaptiveLimit(.automatic(maximum: 8))
    run(&limit, parts: 20) { Double($0) * 20e6 }
    let start = limit.start(at: .zero, inFlight: 8)
    for inFlight in (1...8).reversed() { limit.throttled(start, inFlight: inFlight) }
    #expect(limit.limit == 1)
    run(&limit, parts: 30) { Double($0) * 20e6 }
    #expect(limit.limit == 8)
  }

  /// A service that takes three at once is asked for more ever more rarely.
  @Test func itSettlesBelowWhatIsRefused() {
    var limit = AdaptiveLimit(.automatic(maximum: 8))
    var refusals = 0
    run(&limit, parts: 1000) {
      Double($0) * 20e6
    } each: { limit in
      guard limit.limit > 3 else { return }
      refusals += 1
      limit.throttled(limit.start(at: .zero, inFlight: limit.limit), inFlight: 4)
    }
    #expect(limit.limit >= 2)
    #expect(refusals <= 12)
  }

  @Test func aFixedNumberStays() {
    var limit = AdaptiveLimit(.fixed(3))
    limit.throttled(limit.start(at: .zero, inFlight: 3), inFlight: 3)
    run(&limit, parts: 50) { Double($0) * 20e6 }
    #expect(limit.limit == 3)
  }

  @Test func aSmallMaximumIsKept() {
    var limit = AdaptiveLimit(.automatic(maximum: 2))
    run(&limit, parts: 100) {
      Double($0) * 20e6
    } each: {
      #expect($0.limit <= 2)
    }
  }
}
