internal import ChunkThreads

/// Whether an upload gets on: what its patience is measured by.
final class UploadHealth: Sendable {
  private struct State {
    var progressCount = 0
    /// When the first failure came since there was progress.
    var failingSince: Duration?
  }

  private let state = Mutex(State())

  /// How often there was progress.
  var progressCount: Int { state.withLock { $0.progressCount } }

  /// The upload has got further.
  func progressed() {
    state.withLock { state in
      state.progressCount += 1
      state.failingSince = nil
    }
  }

  /// A request has failed.
  ///
  /// - Returns: For how long requests have failed without any progress. How long nothing was tried before
  ///   that does not matter: a source may be slow, or a machine asleep.
  func failed(_ time: TimeSource) -> Duration {
    state.withLock { state in
      let now = time.now()
      let since = state.failingSince ?? now
      state.failingSince = since
      return now - since
    }
  }
}
