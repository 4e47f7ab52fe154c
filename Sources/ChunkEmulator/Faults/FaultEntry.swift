/// A fault in force, with its count of the requests that it selects.
struct FaultEntry: Sendable {
  let fault: Fault
  private var seen = 0
  private var firstHit: ContinuousClock.Instant?

  init(fault: Fault) { self.fault = fault }

  /// Counts a request that the fault selects; whether it is hit.
  mutating func countsAsHit(now: ContinuousClock.Instant) -> Bool {
    seen += 1
    let turn = seen - fault.nth
    guard turn >= 0, fault.times == 0 || turn < fault.times else { return false }
    if firstHit == nil { firstHit = now }
    return secondsLeft(now).map { $0 > 0 } ?? true
  }

  /// The fault as if it were set now; `nil` if it has hit all its requests.
  func remaining(receivedBytes: Int64, now: ContinuousClock.Instant) -> Fault? {
    var rest = fault
    let hits = max(0, seen - (fault.nth - 1))
    guard fault.times == 0 || hits < fault.times else { return nil }
    rest.forSeconds = secondsLeft(now)
    if let seconds = rest.forSeconds, seconds <= 0, firstHit != nil { return nil }
    if fault.times > 0 { rest.times -= hits }
    rest.nth = max(1, fault.nth - seen)
    rest.afterBytes = fault.afterBytes.flatMap { $0 > receivedBytes ? $0 - receivedBytes : nil }
    return rest
  }

  private func secondsLeft(_ now: ContinuousClock.Instant) -> Double? {
    fault.forSeconds.map { $0 - ((firstHit.map { now - $0 } ?? .zero) / .seconds(1)) }
  }
}

extension Fault {
  /// Whether a request is one of those that the fault counts.
  ///
  /// - Parameter receivedBytes: how many bytes of parts were received since the fault was set.
  func selects(_ operation: Operation, offset: Int64?, receivedBytes: Int64) -> Bool {
    (self.operation == operation || self.operation == .any) && (self.offset == nil || self.offset == offset)
      && receivedBytes >= afterBytes ?? 0
  }
}
