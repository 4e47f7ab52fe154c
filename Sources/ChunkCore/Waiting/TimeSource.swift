/// A clock without its type: all that the manager needs of one.
struct TimeSource: Sendable {
  /// The time since a moment in the past, the same one for all sources of the system's clock.
  let now: @Sendable () -> Duration
  private let wait: @Sendable (Duration) async throws -> Void

  private static let start = ContinuousClock.now

  init(_ clock: some Clock<Duration>) {
    if clock.now is ContinuousClock.Instant {
      let start = Self.start
      now = { start.duration(to: .now) }
    } else {
      let start = clock.now
      now = { start.duration(to: clock.now) }
    }
    wait = { try await clock.sleep(for: $0) }
  }

  /// The clock, or the threads' own in the place of the system's.
  init(_ clock: some Clock<Duration>, threads: EngineThreads?) {
    if let threads, clock is ContinuousClock {
      self.init(threads.clock)
    } else {
      self.init(clock)
    }
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

  /// Waits for so long, or until the signal comes, whichever is first.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/cancelled`` if the task is cancelled.
  func sleep(for duration: Duration, orUntil signal: OneShot) async throws(ChunkError) {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await wait(duration) }
      group.addTask { _ = await signal.wait() }
      await group.next()
      group.cancelAll()
    }
    if Task.isCancelled { throw .cancelled }
  }
}
