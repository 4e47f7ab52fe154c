internal import Synchronization

/// Counts bytes. Transports report to it from threads of their own.
final class ProgressMeter: Sendable {
  private let report: @Sendable (UploadEvent) -> Void
  private let state: Mutex<UploadProgress>

  init(totalBytes: Int64, report: @escaping @Sendable (UploadEvent) -> Void) {
    self.report = report
    state = Mutex(
      UploadProgress(totalBytes: totalBytes, acknowledgedBytes: 0, inFlightBytes: 0, wireBytes: 0))
  }

  /// How many bytes the session held when the upload began; they count as acknowledged only once
  /// they were compared with the source.
  private let stored = Mutex<Int64>(0)

  /// Notes what the session held when the upload began.
  func noteStored(_ bytes: Int64) { stored.withLock { $0 = bytes } }

  /// How many bytes the session holds at least.
  var heldBytes: Int64 {
    let acknowledged = state.withLock { $0.acknowledgedBytes }
    return max(acknowledged, stored.withLock { $0 })
  }

  /// So many bytes of the part in flight have left, in the present attempt.
  func sent(_ bytes: Int64) {
    change { progress in
      progress.wireBytes += max(0, bytes - progress.inFlightBytes)
      progress.inFlightBytes = bytes
    }
  }

  /// The attempt in flight has ended without an acknowledgement.
  func dropped() {
    change { $0.inFlightBytes = 0 }
  }

  /// A part is on the server.
  func acknowledged(_ range: PartRange) {
    change { progress in
      progress.acknowledgedBytes += range.length
      progress.inFlightBytes = 0
    }
  }

  private func change(_ body: (inout UploadProgress) -> Void) {
    let progress = state.withLock { state in
      body(&state)
      return state
    }
    report(.progress(progress))
  }
}
