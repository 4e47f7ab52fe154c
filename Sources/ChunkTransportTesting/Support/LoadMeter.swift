internal import ChunkThreads

/// Measures how long this machine keeps threads and tasks waiting while a test measures something else.
///
/// "Within a second" is a promise about the code, not about a machine on which each step of it has to
/// wait for a processor. A meter makes steps of its own at the same time, which do next to nothing: what
/// they are late is the machine's.
package final class LoadMeter: Sendable {
  private struct State {
    var isStopped = false
    var worst = Duration.zero
    /// When the step began that each of the two is at.
    var begun: [ContinuousClock.Instant]
  }

  private let state: Mutex<State>
  private static let step = Duration.milliseconds(2)

  /// Starts measuring.
  package init() {
    let now = ContinuousClock.now
    state = Mutex(State(begun: [now, now]))
    // Without a thread there is one measurement less.
    try? startThread { [self] in
      while next(0) {
        pauseThread(for: Self.step)
        // Who only sleeps is let in before the others.
        keepBusy(for: .microseconds(50))
      }
    }
    Task { [self] in
      while next(1) { try? await Task.sleep(for: Self.step) }
    }
  }

  /// Ends measuring, and gives the longest time by which a step was late.
  @discardableResult
  package func stop() -> Duration {
    state.withLock { state in
      state.isStopped = true
      for index in state.begun.indices { Self.end(index, &state) }
      return state.worst
    }
  }

  /// The longest time so far.
  package var worst: Duration {
    state.withLock { state in
      state.begun.reduce(state.worst) { max($0, .now - $1 - Self.step) }
    }
  }

  /// How long something may take here that takes no longer than a limit where nothing has to wait: a few
  /// of its steps may be as late as the latest that was seen.
  ///
  /// Never more than three times the limit, however late that was: what would wait for ever is to be
  /// noticed on any machine.
  package static func bound(_ limit: Duration, delay: Duration) -> Duration {
    min(limit + delay * 5, limit * 3)
  }

  /// How long to wait here for what comes within a time where nothing has to wait.
  package static func patience(_ time: Duration, delay: Duration) -> Duration { time + delay * 20 }

  private func next(_ index: Int) -> Bool {
    state.withLock { state in
      if state.isStopped { return false }
      Self.end(index, &state)
      return true
    }
  }

  private static func end(_ index: Int, _ state: inout State) {
    let now = ContinuousClock.now
    state.worst = max(state.worst, now - state.begun[index] - step)
    state.begun[index] = now
  }
}
