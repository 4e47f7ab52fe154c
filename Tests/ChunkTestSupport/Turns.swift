internal import Foundation
internal import Synchronization

/// Lets only a few tests upload at a time.
///
/// The tests run all at once, and hundreds of them bring a server along. On a few processors these keep
/// one another waiting for minutes, and whatever one of them expects within seconds does not come.
public enum Turns {
  private struct State {
    var free = 4 * ProcessInfo.processInfo.activeProcessorCount
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private static let state = Mutex(State())

  /// Waits for a turn, which has to be ended. Nobody may wait for a second one while having one.
  public static func begin() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        if state.free == 0 {
          state.waiting.append(continuation)
          return false
        }
        state.free -= 1
        return true
      }
      if isFree { continuation.resume() }
    }
  }

  /// Ends a turn. The next one has who came last: the tests of a serialized suite come one by one, and
  /// each of them would wait for all the others otherwise.
  public static func end() {
    let next = state.withLock { state in
      let next = state.waiting.popLast()
      if next == nil { state.free += 1 }
      return next
    }
    next?.resume()
  }
}
