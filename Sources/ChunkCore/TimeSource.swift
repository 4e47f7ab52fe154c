/// A clock without its type: all that the manager needs of one.
struct TimeSource: Sendable {
  /// The time since this source was made.
  let now: @Sendable () -> Duration
  private let wait: @Sendable (Duration) async throws -> Void

  init(_ clock: some Clock<Duration>) {
    let start = clock.now
    now = { start.duration(to: clock.now) }
    wait = { try await clock.sleep(for: $0) }
  }

  /// Waits.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/cancelled`` if the task is cancelled.
  func sleep(for duration: Duration) async throws(ChunkError) {
    do {
      try await wait(duration)
    } catch {
      throw .cancelled
    }
  }
}
