internal import ChunkThreads

/// Something that one task waits for, once. It comes, or the task is cancelled; never both.
package final class OneShot: Sendable {
  private enum State {
    case open
    case awaited(CheckedContinuation<Bool, Never>)
    case over(Bool)
  }

  private let state = Mutex(State.open)

  package init() {}

  /// Waits for the signal.
  ///
  /// - Returns: False if the task was cancelled first. A signal that was taken before is true all
  ///   the same.
  package func wait() async -> Bool {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let outcome = state.withLock { state -> Bool? in
          guard case .over(let outcome) = state else {
            state = .awaited(continuation)
            return nil
          }
          return outcome
        }
        if let outcome { continuation.resume(returning: outcome) }
      }
    } onCancel: {
      _ = end(false)
    }
  }

  /// Lets the task go on.
  ///
  /// - Returns: False if it was cancelled before: then the signal is for another to have.
  package func signal() -> Bool { end(true) }

  private func end(_ outcome: Bool) -> Bool {
    let (isFirst, continuation) = state.withLock { state in
      switch state {
      case .open:
        state = .over(outcome)
        return (true, nil as CheckedContinuation<Bool, Never>?)
      case .awaited(let continuation):
        state = .over(outcome)
        return (true, continuation)
      case .over:
        return (false, nil)
      }
    }
    continuation?.resume(returning: outcome)
    return isFirst
  }
}
