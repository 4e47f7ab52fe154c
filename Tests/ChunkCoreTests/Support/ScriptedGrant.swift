import ChunkCoreTestSupport
import ChunkCore
import Synchronization

/// A grant that gives numbered tokens (`t1`, `t2`, …) when it is let, and remembers what it was asked to replace.
final class ScriptedGrant: TokenGrant {
  private let state = Mutex((asked: [String?](), failures: [ChunkError]()))
  private let lifetime: Duration?
  /// What each call waits for before it answers.
  private let hold: @Sendable () async -> Void

  init(lifetime: Duration? = .seconds(3600), hold: @escaping @Sendable () async -> Void = {}) {
    self.lifetime = lifetime
    self.hold = hold
  }

  /// What it was asked to replace, call by call.
  var asked: [String?] { state.withLock { $0.asked } }

  /// Lets the next calls fail, in this order.
  func fail(_ errors: ChunkError...) { state.withLock { $0.failures += errors } }

  func issue(replacing token: BearerToken?, by service: TokenService) async throws -> IssuedToken {
    let (number, failure) = state.withLock { state in
      state.asked.append(token?.secret)
      return (state.asked.count, state.failures.isEmpty ? nil : state.failures.removeFirst())
    }
    await hold()
    if let failure { throw failure }
    return IssuedToken(token: try BearerToken("t\(number)"), lifetime: lifetime)
  }
}

/// A door that tasks wait at, and which they leave at once when they are cancelled.
final class TaskGate: Sendable {
  private let state = Mutex((isOpen: false, waiting: [CheckedContinuation<Void, Never>]()))

  func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  func wait() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if !state.isOpen { state.waiting.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }
}
