internal import ChunkThreads

/// The bytes that may be held for parts of sources that cannot be read again.
final class MemoryBudget: Sendable {
  private struct State {
    var used: Int64 = 0
    var waiting: [(bytes: Int64, turn: OneShot)] = []
  }

  let bytes: Int64
  private let state = Mutex(State())

  init(bytes: Int64) { self.bytes = bytes }

  /// How many wait for memory.
  var waitingCount: Int { state.withLock { $0.waiting.count } }

  /// Waits until so many bytes may be held. One part may always be held, however large it is.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/cancelled`` if the task is cancelled.
  func take(_ bytes: Int64) async throws(ChunkError) {
    let turn = OneShot()
    state.withLock { state in
      state.waiting.append((bytes, turn))
      letIn(&state)
    }
    guard await turn.wait() else {
      state.withLock { state in
        state.waiting.removeAll { $0.turn === turn }
        letIn(&state)
      }
      throw .cancelled
    }
  }

  func give(back bytes: Int64) {
    state.withLock { state in
      state.used -= bytes
      letIn(&state)
    }
  }

  private func letIn(_ state: inout State) {
    while let first = state.waiting.first, state.used == 0 || state.used + first.bytes <= bytes {
      state.waiting.removeFirst()
      if first.turn.signal() { state.used += first.bytes }
    }
  }
}
