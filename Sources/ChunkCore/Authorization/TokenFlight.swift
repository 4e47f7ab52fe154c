internal import ChunkThreads

/// One request for a token, and all that wait for it.
final class TokenFlight: Sendable {
  private struct State {
    var result: Result<BearerToken, ChunkError>?
    var waiting: [OneShot] = []
  }

  /// When it was begun, by the system's clock.
  let begin = ContinuousClock.now
  private let state = Mutex(State())

  /// Waits for the token.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/cancelled``, at once, if the task is cancelled; what
  ///   the request came to for all others.
  func token() async throws(ChunkError) -> BearerToken {
    let turn = ending()
    guard await turn.wait(), let result = state.withLock({ $0.result }) else {
      state.withLock { $0.waiting.removeAll { $0 === turn } }
      throw .cancelled
    }
    return try result.get()
  }

  /// Whether the request is over.
  var isOver: Bool { state.withLock { $0.result != nil } }

  /// A signal that comes when the request is over.
  func ending() -> OneShot {
    let turn = OneShot()
    let isOver = state.withLock { state in
      if state.result == nil { state.waiting.append(turn) }
      return state.result != nil
    }
    if isOver { _ = turn.signal() }
    return turn
  }

  /// Tells all that wait.
  func end(_ result: Result<BearerToken, ChunkError>) {
    let waiting = state.withLock { state in
      state.result = result
      defer { state.waiting = [] }
      return state.waiting
    }
    for turn in waiting { _ = turn.signal() }
  }
}
