internal import ChunkThreads

/// The latest events of an upload, for any number of followers, each at its own place.
final class EventHistory: Sendable {
  /// What there is for a follower.
  enum Next {
    case event(UploadEvent, number: Int)
    case later
    case end
  }

  private struct State {
    /// The events that are kept, with their numbers, which grow and have gaps.
    var events: [(number: Int, event: UploadEvent)] = []
    var last = 0
    var progress: UploadProgress?
    var isOver = false
    var followers: [OneShot] = []
  }

  private let state = Mutex(State())

  private static let capacity = 1000

  /// How far the upload is.
  var progress: UploadProgress? { state.withLock { $0.progress } }

  func add(_ event: UploadEvent) {
    state.withLock { state in
      state.last += 1
      if case .progress(let progress) = event {
        state.progress = progress
        // Progress that nobody has seen is not worth keeping when there is newer.
        if case .progress = state.events.last?.event { state.events.removeLast() }
      }
      state.events.append((state.last, event))
      // Twice as many before any go, so that each event is moved once.
      if state.events.count >= 2 * Self.capacity { state.events.removeFirst(Self.capacity) }
      Self.wake(&state)
    }
  }

  /// There will be no more.
  func end() {
    state.withLock { state in
      state.isOver = true
      Self.wake(&state)
    }
  }

  /// The first event that is kept after a number, with its own number; `nil` if there is none yet.
  func event(after number: Int) -> (UploadEvent, Int)? {
    state.withLock { state in
      let index = Self.index(after: number, in: state.events)
      return index < state.events.count ? (state.events[index].event, state.events[index].number) : nil
    }
  }

  /// The first event that is kept after a number; if there is none yet, the follower is signalled
  /// when there is.
  func event(after number: Int, orSignal follower: OneShot) -> Next {
    state.withLock { state in
      let index = Self.index(after: number, in: state.events)
      if index < state.events.count {
        return .event(state.events[index].event, number: state.events[index].number)
      }
      if state.isOver { return .end }
      state.followers.append(follower)
      return .later
    }
  }

  private static func wake(_ state: inout State) {
    for follower in state.followers { _ = follower.signal() }
    state.followers = []
  }

  /// The place of the first event with a greater number, by halving.
  private static func index(after number: Int, in events: [(number: Int, event: UploadEvent)]) -> Int {
    var (low, high) = (0, events.count)
    while low < high {
      let middle = (low + high) / 2
      if events[middle].number <= number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
