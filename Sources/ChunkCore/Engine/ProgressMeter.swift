internal import ChunkThreads

/// Counts bytes. Transports report to it from threads of their own.
final class ProgressMeter: Sendable {
  private struct State {
    var progress: UploadProgress
    /// Bytes of parts that the present session has acknowledged.
    var acknowledged: Int64 = 0
    /// Of the parts under way, by number: how many bytes of the present attempt have left.
    var sent: [Int64: Int64] = [:]
    /// How many bytes the session held when the upload began; they count as acknowledged only once
    /// they were compared with the source.
    var stored: Int64 = 0
  }

  private let events: EventSink
  private let state: Mutex<State>

  init(totalBytes: Int64, events: EventSink) {
    self.events = events
    state = Mutex(
      State(
        progress: UploadProgress(
          totalBytes: totalBytes, acknowledgedBytes: 0, inFlightBytes: 0, wireBytes: 0)))
  }

  /// Notes what the session held when the upload began.
  func noteStored(_ bytes: Int64) { state.withLock { $0.stored = bytes } }

  /// How many bytes the session holds at least.
  var heldBytes: Int64 { state.withLock { max($0.acknowledged, $0.stored) } }

  /// How many bytes have gone out, those that were sent again included.
  var wireBytes: Int64 { state.withLock { $0.progress.wireBytes } }

  /// So many bytes of a part have left, in the present attempt.
  func sent(_ bytes: Int64, of index: Int64) {
    change { state in
      let before = state.sent.updateValue(bytes, forKey: index) ?? 0
      state.progress.wireBytes += max(0, bytes - before)
      state.progress.inFlightBytes += bytes - before
    }
  }

  /// A part's attempt has ended without an acknowledgement.
  func dropped(_ index: Int64) {
    change { state in
      state.progress.inFlightBytes -= state.sent.removeValue(forKey: index) ?? 0
    }
  }

  /// A part is on the server.
  func acknowledged(_ range: PartRange) {
    change { state in
      state.acknowledged += range.length
      // In a second session it begins anew, and is not to be seen to fall.
      state.progress.acknowledgedBytes = max(state.progress.acknowledgedBytes, state.acknowledged)
      state.progress.inFlightBytes -= state.sent.removeValue(forKey: range.index) ?? 0
    }
  }

  /// The upload begins anew, in another session.
  func begunAnew() {
    state.withLock { state in
      state.acknowledged = 0
      state.stored = 0
    }
  }

  /// All of it is on the server, from an earlier run.
  func acknowledgedAll() {
    change { state in
      state.acknowledged = state.progress.totalBytes
      state.progress.acknowledgedBytes = state.progress.totalBytes
    }
  }

  private func change(_ body: (inout State) -> Void) {
    // Reported under the lock, so that no report overtakes another.
    state.withLock { state in
      body(&state)
      events.report(.progress(state.progress))
    }
  }
}
