internal import ChunkThreads

/// Asks for the session's parts on behalf of all senders that want to know: when a network goes away
/// under eight of them, one list answers all.
///
/// Who asks gets a list that was begun after the question: an older one may not have the part yet.
final class SharedPartList: Sendable {
  private struct State {
    var begun = 0
    var isRunning = false
    var latest: (number: Int, parts: StoredParts)?
    var waiting: [OneShot] = []
  }

  private enum Turn {
    case take(StoredParts)
    case ask(number: Int)
    case wait(OneShot)
  }

  private let state = Mutex(State())

  /// A list of the parts that was begun after this call.
  func parts(_ routes: SessionRoutes, _ retrier: Retrier) async throws(ChunkError) -> StoredParts {
    let needed = state.withLock { $0.begun } + 1
    while true {
      switch turn(needed) {
      case .take(let parts):
        return parts
      case .ask(let number):
        do throws(ChunkError) {
          let parts = try await StoredParts.list(routes, retrier)
          end(with: (number, parts))
          return parts
        } catch {
          // The others ask for themselves.
          end(with: nil)
          throw error
        }
      case .wait(let end):
        guard await end.wait() else { throw .cancelled }
      }
    }
  }

  private func turn(_ needed: Int) -> Turn {
    state.withLock { state in
      if let latest = state.latest, latest.number >= needed { return .take(latest.parts) }
      if !state.isRunning {
        state.isRunning = true
        state.begun += 1
        return .ask(number: state.begun)
      }
      let end = OneShot()
      state.waiting.append(end)
      return .wait(end)
    }
  }

  private func end(with latest: (number: Int, parts: StoredParts)?) {
    state.withLock { state in
      state.isRunning = false
      if let latest { state.latest = latest }
      for waiting in state.waiting { _ = waiting.signal() }
      state.waiting = []
    }
  }
}
