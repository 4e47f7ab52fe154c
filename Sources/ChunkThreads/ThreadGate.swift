/// Where all threads of the library can be held: none of them is in the middle of something while the
/// process forks, or after it has begun to exit.
///
/// A thread passes through the gate for each piece of work, never while it waits for the network, for a disk
/// or for somebody else. So whoever closes the gate knows within milliseconds that no lock of the allocator, of
/// OpenSSL or of Swift's runtime is held by a thread that a forked child does not have.
package enum ThreadGate {
  private struct State {
    var inside = 0
    var isClosed = false
    /// The process exits.
    var isForGood = false
  }

  /// `nonisolated(unsafe)`: under `condition` only.
  nonisolated(unsafe) private static var state = State()
  private static let condition = ThreadCondition()

  /// Does a piece of work on a thread of the library, as soon as the gate is open. Must not be nested.
  package static func pass<Value>(_ body: () -> Value) -> Value {
    condition.withLock {
      while state.isClosed { condition.wait() }
      state.inside += 1
    }
    defer { leave() }
    return body()
  }

  /// Does a piece of work on a thread of the program's, which is not held while the process exits: it may be waited for.
  package static func visit<Value>(_ body: () -> Value) -> Value {
    condition.withLock {
      while state.isClosed, !state.isForGood { condition.wait() }
      state.inside += 1
    }
    defer { leave() }
    return body()
  }

  private static func leave() {
    condition.withLock {
      state.inside -= 1
      if state.inside == 0, state.isClosed { condition.broadcast() }
    }
  }

  /// Closes the gate and waits until nobody is inside, for a second at most: a thread that hangs must not hang
  /// the program. The gate's lock is held from then on, until ``open()``.
  package static func close() {
    condition.lock()
    // Somebody else, on another thread, may be forking as well.
    while state.isClosed, !state.isForGood { condition.wait() }
    if state.isForGood { return }
    state.isClosed = true
    let end = ContinuousClock.now + .seconds(1)
    while state.inside > 0, ContinuousClock.now < end { condition.wait(for: end - ContinuousClock.now) }
  }

  /// Opens the gate again.
  package static func open() {
    state.isClosed = state.isForGood
    condition.broadcast()
    condition.unlock()
  }

  /// Opens the gate in a child, where those who were inside or waited do not exist.
  package static func openInChild() {
    state = State()
    condition.reset()
  }

  /// Closes the gate for good to the library's threads: the process exits, and what the libraries below have is about
  /// to go.
  package static func closeForGood() {
    close()
    state.isForGood = true
    condition.broadcast()
    condition.unlock()
  }

  /// Whether the process exits: nothing that has been started will end any more.
  package static var isClosedForGood: Bool { condition.withLock { state.isForGood } }
}
