internal import ChunkCore
internal import ChunkThreads

/// Something that tasks of an operation ask the program, and wait for.
final class Question<Reply: Sendable>: Sendable {
  private struct State {
    var reply: Result<Reply, ChunkError>?
    var waiters: [OneShot] = []
  }

  private let state = Mutex(State())

  /// Waits for the reply; any number of tasks may.
  ///
  /// - Throws: ``ChunkError``: the program's refusal, or kind ``ChunkError/Kind/cancelled``.
  func reply() async throws(ChunkError) -> Reply {
    while true {
      let turn = OneShot()
      let reply = state.withLock { state in
        if state.reply == nil { state.waiters.append(turn) }
        return state.reply
      }
      if let reply { return try reply.get() }
      guard await turn.wait() else { throw ChunkError(cancelled: ()) }
    }
  }

  /// Whether there is a reply.
  var isAnswered: Bool { state.withLock { $0.reply != nil } }

  /// Replies; the first one counts.
  func answer(_ reply: Result<Reply, ChunkError>) {
    let waiters = state.withLock { state in
      if state.reply == nil { state.reply = reply }
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { _ = waiter.signal() }
  }
}

extension ChunkError {
  init(cancelled: Void) {
    self.init(.cancelled, "The operation was cancelled", remedy: "Start it again when you want to")
  }
}
