internal import ChunkThreads

/// Prepared parts on their way from the one reading pass to the senders: a queue that holds few.
///
/// The pass puts parts in, in file order; any number of senders take them out. Whichever end closes it,
/// with an error or without, the other one notices.
final class PartFeed: Sendable {
  private struct State {
    var parts: [PreparedPart] = []
    var takers: [OneShot] = []
    var putter: OneShot?
    var ending: Result<Void, ChunkError>?
  }

  private let capacity: Int
  private let state = Mutex(State())

  init(capacity: Int) { self.capacity = capacity }

  /// The next part; `nil` after the last one.
  ///
  /// - Throws: What the pass has failed with; kind ``ChunkError/Kind/cancelled`` if the task is cancelled.
  func next() async throws(ChunkError) -> PreparedPart? {
    while true {
      let turn = OneShot()
      let (part, ending) = state.withLock { state in
        if !state.parts.isEmpty {
          defer { wakePutter(&state) }
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

  /// Puts the next part in, as soon as there is room.
  ///
  /// - Returns: False if the feed was closed or the task was cancelled.
  func put(_ part: PreparedPart) async -> Bool {
    while true {
      let turn = OneShot()
      let isTaken: Bool? = state.withLock { state in
        if state.ending != nil { return false }
        guard state.parts.count < capacity else {
          state.putter = turn
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
      wakePutter(&state)
    }
  }

  private func wakePutter(_ state: inout State) {
    _ = state.putter?.signal()
    state.putter = nil
  }
}
