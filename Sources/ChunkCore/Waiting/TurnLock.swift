internal import ChunkThreads

/// A lock that tasks wait for, first come, first served; it may be held while its holder waits for something else.
final class TurnLock: Sendable {
  private struct State {
    var isHeld = false
    var waiting: [OneShot] = []
  }

  private let state = Mutex(State())

  /// Waits for the lock.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/cancelled`` if the task is cancelled first.
  func take() async throws(ChunkError) {
    let turn = OneShot()
    let isMine = state.withLock { state in
      guard state.isHeld else {
        state.isHeld = true
        return true
      }
      state.waiting.append(turn)
      return false
    }
    if isMine { return }
    // Whoever is cancelled refuses the signal, and it goes to the next.
    guard await turn.wait() else { throw .cancelled }
  }

  /// Gives the lock to the next one.
  func giveBack() {
    state.withLock { state in
      while !state.waiting.isEmpty {
        if state.waiting.removeFirst().signal() { return }
      }
      state.isHeld = false
    }
  }
}
