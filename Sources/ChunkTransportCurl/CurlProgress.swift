internal import ChunkTransport

/// What moved last, and when: the watchdog of one transfer.
///
/// libcurl's own low-speed limit does not do: it counts the wait for the answer as a stall of the
/// body, and a part is checked and stored by the server before it answers.
struct CurlProgress {
  let limits: TransportLimits
  let bodyLength: Int64

  private(set) var bodySent: Int64 = 0
  private var isAnswering = false
  private var wasConnected = false
  private let start: ContinuousClock.Instant = .now
  private var lastChange: ContinuousClock.Instant = .now

  init(limits: TransportLimits, bodyLength: Int64) {
    self.limits = limits
    self.bodyLength = bodyLength
  }

  /// Notes how many bytes of the body have left; true if that is news.
  mutating func noteSent(_ count: Int64) -> Bool {
    guard count != bodySent else { return false }
    bodySent = count
    lastChange = .now
    return true
  }

  /// Notes that bytes have come. After an interim response (1xx) the answer is still to be waited for.
  mutating func noteReceived(isAnswer: Bool) {
    isAnswering = isAnswer
    lastChange = .now
  }

  /// Which limit has passed, if one has. Connecting has a limit of libcurl's own.
  mutating func limitPassed(
    isConnected: Bool, now: ContinuousClock.Instant
  ) -> (TransportError.Reason, String)? {
    if let total = limits.total, now - start >= total {
      return (.timedOut, "the request took longer than \(total)")
    }
    if isConnected != wasConnected {
      wasConnected = isConnected
      lastChange = now
    }
    guard isConnected else { return nil }
    let idle = now - lastChange
    if isAnswering {
      return idle < limits.receiveStall
        ? nil
        : (.receiveStalled, "no byte of the response came for \(limits.receiveStall)")
    }
    if bodySent < bodyLength {
      return idle < limits.sendStall
        ? nil
        : (.sendStalled, "no byte left for \(limits.sendStall), after \(bodySent) of \(bodyLength) bytes")
    }
    return idle < limits.answer ? nil : (.answerTimedOut, "no answer came for \(limits.answer)")
  }
}
