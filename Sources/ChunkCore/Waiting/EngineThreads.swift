internal import ChunkThreads

/// Threads of their own for a manager's work, and its waits, instead of Swift's shared pool.
///
/// A program that forks needs them: the shared pool does not live on in a child, while new threads can be
/// started there. Hand them to ``ChunkedUploadsManager``; they end when the manager, its copies and its uploads
/// are gone.
public final class EngineThreads: TaskExecutor {
  private let queue: EngineQueue

  /// Starts threads.
  ///
  /// - Parameter count: How many; 2 by default, which is plenty: they only take turns at what is ready, and
  ///   the network, the disk and the digests have threads of their own.
  /// - Throws: ``ChunkError`` if the system starts no more threads.
  public init(count: Int = 2) throws(ChunkError) {
    let queue = EngineQueue()
    self.queue = queue
    for _ in 0..<max(1, count) {
      do {
        try SystemThread.start { queue.work() }
      } catch {
        queue.end()
        throw .noThread(error)
      }
    }
  }

  deinit { queue.end() }

  /// Takes a job of a task; for Swift's runtime.
  public func enqueue(_ job: consuming ExecutorJob) {
    queue.add(UnownedJob(job), for: self)
  }

  /// Waits, on no thread.
  ///
  /// - Returns: False, at once, if the task is cancelled.
  func sleep(until deadline: ContinuousClock.Instant) async -> Bool {
    let turn = OneShot()
    queue.add(turn, at: deadline)
    let isDue = await turn.wait()
    if !isDue { queue.remove(turn) }
    return isDue
  }

  /// A clock whose waits are these threads' own.
  var clock: EngineClock { EngineClock(threads: self) }
}

/// The system's clock, with waits of ``EngineThreads``.
struct EngineClock: Clock {
  let threads: EngineThreads

  var now: ContinuousClock.Instant { .now }
  var minimumResolution: Duration { .milliseconds(1) }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    guard await threads.sleep(until: deadline) else { throw CancellationError() }
  }
}
