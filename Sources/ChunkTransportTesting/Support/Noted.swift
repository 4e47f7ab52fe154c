internal import ChunkThreads

/// Values that a test notes on other threads.
package final class Noted<Value: Sendable>: Sendable {
  private let state = Mutex<[Value]>([])

  package init() {}

  package var all: [Value] { state.withLock { $0 } }

  package func add(_ value: Value) { state.withLock { $0.append(value) } }
}

/// How many of something run at a time, and how many did at most.
final class Running: Sendable {
  private let state = Mutex((now: 0, most: 0))

  var most: Int { state.withLock { $0.most } }

  func begin() {
    state.withLock { state in
      state.now += 1
      state.most = max(state.most, state.now)
    }
  }

  func end() { state.withLock { $0.now -= 1 } }
}
