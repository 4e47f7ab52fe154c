/// What moved last in one transfer, and when: how a backend keeps ``TransportLimits``.
///
/// The libraries below have limits of their own that do not do. libcurl's low-speed limit counts the wait for
/// the answer as a stall of the body, and a part is checked and stored by the server before it answers;
/// URLSession has one timeout for all of that.
///
/// A value of one transfer, not safe for several threads at once. Tell it what has happened, and ask some
/// times a second whether a limit has passed: `docs/write-a-transport.md` shows how.
public struct TransferWatch: Sendable {
  /// The limits that are kept.
  public let limits: TransportLimits
  /// The body's length in bytes; 0 if there is none.
  public let bodyLength: Int64

  /// How many bytes of the body have left.
  public private(set) var bodySent: Int64 = 0
  private var isAnswering = false
  private var wasConnected = false
  private let start: ContinuousClock.Instant = .now
  private var connectStart: ContinuousClock.Instant = .now
  private var lastChange: ContinuousClock.Instant = .now

  /// A watch for a transfer that begins now.
  public init(limits: TransportLimits, bodyLength: Int64) {
    self.limits = limits
    self.bodyLength = bodyLength
  }

  /// Notes how many bytes of the body have left; true if that is news.
  public mutating func noteSent(_ count: Int64) -> Bool {
    guard count != bodySent else { return false }
    bodySent = count
    lastChange = .now
    return true
  }

  /// Notes that bytes have come. After an interim response (1xx) the answer is still to be waited for.
  public mutating func noteReceived(isAnswer: Bool) {
    isAnswering = isAnswer
    lastChange = .now
  }

  /// Notes that something else has moved, such as the body's bytes on their way from the disk.
  public mutating func noteChange() { lastChange = .now }

  /// Notes that connecting begins now, and not when the transfer was made.
  public mutating func noteConnecting() {
    connectStart = .now
    lastChange = .now
  }

  /// Which limit has passed, if one has, and what to say of it.
  ///
  /// - Parameter isConnected: Whether there is a connection, or what else makes it time to send.
  public mutating func limitPassed(
    isConnected: Bool, now: ContinuousClock.Instant
  ) -> (TransportError.Reason, String)? {
    if let total = limits.total, now - start >= total {
      return (.timedOut, "the request took longer than \(total)")
    }
    if isConnected != wasConnected {
      wasConnected = isConnected
      lastChange = now
    }
    guard isConnected else {
      return now - connectStart < limits.connect
        ? nil
        : (.connectTimedOut, "there was no connection within \(limits.connect)")
    }
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
