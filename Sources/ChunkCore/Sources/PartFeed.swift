internal import ChunkThreads

/// Prepared parts on their way from the one reading pass to the senders: a queue that holds few.
///
/// The pass puts parts in, in file order, and the planner does; any number of senders take them out. Whichever end closes it,
/// with an error or without, the other one notices.
final class PartFeed: Sendable {
  private struct State {
    var parts: [PreparedPart] = []
    var takers: [OneShot] = []
    var putters: [OneShot] = []
    var ending: Result<Void, ChunkError>?
  }

  private let capacity: Int
  private let state = Mutex(State())

  init(capacity: Int) { self.capacity = capacity }

  /// Whether somebody waits for a part.
  var isWaitedFor: Bool { state.withLock { $0.parts.isEmpty && !$0.takers.isEmpty } }

  /// The next part; `nil` after the last one.
  ///
  /// - Throws: What the pass has failed with; kind ``ChunkError/Kind/cancelled`` if the task is cancelled.
  func next() async throws(ChunkError) -> PreparedPart? {
    while true {
      let turn = OneShot()
      let (part, ending) = state.withLock { state in
        if !state.parts.isEmpty {
          defer { wakePutters(&state) }
          return (state.parts.removeFirst() as PreparedPart?, nil as Result<Void, ChunkError>?)
        }
        if state.ending == nil { state.takers.append(turn) }
        return (nil, state.ending)
      }
      if let part { return part }
      if let ending {
        try ending.get()
        return nil
      }
      guard await turn.wait() else {
        state.withLock { $0.takers.removeAll { $0 === turn } }
        throw .cancelled
      }
    }
  }

  /// The next parts: at least so many, or what is left after the last one was put in; none after that.
  ///
  /// - Throws: As ``next()`` does, once no part is left.
  func next(atLeast least: Int, atMost most: Int) async throws(ChunkError) -> [PreparedPart] {
    while true {
      let turn = OneShot()
      let (parts, ending) = state.withLock { state in
        if state.parts.count >= least || (state.ending != nil && !state.parts.isEmpty) {
          let parts = Array(state.parts.prefix(most))
          state.parts.removeFirst(parts.count)
          wakePutters(&state)
          return (parts, nil as Result<Void, ChunkError>?)
        }
        if state.ending == nil { state.takers.append(turn) }
        return ([], state.ending)
      }
      if !parts.isEmpty { return parts }
      if let ending {
        try ending.get()
        return []
      }
      guard await turn.wait() else {
        state.withLock { $0.takers.removeAll { $0 === turn } }
        throw .cancelled
      }
    }
  }

  /// Puts the next part in, as soon as there is room.
  ///
  /// - Returns: False if the feed was closed or the task was cancelled.
  func put(_ part: PreparedPart) async -> Bool {
    while true {
      let turn = OneShot()
      let isTaken: Bool? = state.withLock { state in
        if state.ending != nil { return false }
        guard state.parts.count < capacity else {
          state.putters.append(turn)
          return nil
        }
        state.parts.append(part)
        while !state.takers.isEmpty, !state.takers.removeFirst().signal() {}
        return true
      }
      if let isTaken { return isTaken }
      guard await turn.wait() else { return false }
    }
  }

  /// Closes the feed: after what is in it there comes no more, or this error.
  func close(_ ending: Result<Void, ChunkError> = .success(())) {
    state.withLock { state in
      if state.ending == nil { state.ending = ending }
      for taker in state.takers { _ = taker.signal() }
      state.takers = []
      wakePutters(&state)
    }
  }

  private func wakePutters(_ state: inout State) {
    for putter in state.putters { _ = putter.signal() }
    state.putters = []
  }
}
