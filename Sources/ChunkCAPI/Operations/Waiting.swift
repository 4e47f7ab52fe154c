internal import CChunk
internal import ChunkThreads

extension OperationObject {
  /// What a wait came to, as the header's numbers.
  struct Outcome {
    let code: Int32
    var event: EventObject?
  }

  /// Waits on the program's thread, and does there what only the program can.
  ///
  /// - Parameters:
  ///   - milliseconds: For how long; less than 0 for ever.
  ///   - takesEvent: Whether to end with the next event.
  func wait(_ milliseconds: Int64, takesEvent: Bool) -> Outcome {
    let deadline = milliseconds < 0 ? nil : ContinuousClock.now + .milliseconds(min(milliseconds, 1 << 40))
    let callback = settings.event
    let descriptor = takesEvent ? mailbox.attention : mailbox.turn
    while true {
      // While the process exits nothing ends any more.
      if ThreadGate.isClosedForGood { return Outcome(code: CHUNK_MISUSED) }
      let item = ThreadGate.visit { mailbox.next(takesEvents: takesEvent || callback != nil) }
      // Outside the gate: these are the program's functions, which may do anything.
      switch item {
      case .over: return Outcome(code: CHUNK_OVER)
      case .bytes(let question, let count): answer(question, count: count)
      case .token(let question, let isRejected): answer(question, isRejected: isRejected)
      case .login(let question): answer(question)
      case .event(let event):
        guard let callback else { return Outcome(code: CHUNK_EVENT, event: event) }
        tell(event, callback)
      case nil:
        if Self.isOver(deadline) { return Outcome(code: CHUNK_TIMED_OUT) }
        switch descriptor.wait(milliseconds: Self.left(until: deadline)) {
        case .ready, .timedOut: break
        case .interrupted: return Outcome(code: CHUNK_INTERRUPTED)
        }
        continue
      }
      // There may always be more to do.
      if Self.isOver(deadline) { return Outcome(code: CHUNK_TIMED_OUT) }
    }
  }

  private static func isOver(_ deadline: ContinuousClock.Instant?) -> Bool {
    deadline.map { $0 <= .now } ?? false
  }

  /// Rounded up, so that nobody wakes too early and again at once; a second at most, since nobody is woken when the
  /// process exits.
  private static func left(until deadline: ContinuousClock.Instant?) -> CInt {
    guard let deadline else { return 1000 }
    let left = deadline - .now
    return left <= .zero ? 0 : CInt(min(1000, left.inMilliseconds + 1))
  }
}
