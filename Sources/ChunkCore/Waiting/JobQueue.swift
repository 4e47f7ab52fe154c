internal import ChunkThreads

/// The jobs of one worker thread, which waits for them here.
///
/// `@unchecked Sendable`: jobs and end are touched under the lock only.
final class JobQueue: @unchecked Sendable {
  private let condition = ThreadCondition()
  private var jobs: [@Sendable () -> Void] = []
  private var isOver = false

  /// Hands in a job.
  func add(_ job: @escaping @Sendable () -> Void) {
    change { jobs.append(job) }
  }

  /// Lets the thread end when no job is left.
  func end() {
    change { isOver = true }
  }

  private func change(_ body: () -> Void) {
    condition.withLock {
      body()
      condition.signal()
    }
  }

  /// Runs jobs until the end: what the thread does.
  func work() {
    while let job = next() { job() }
  }

  private func next() -> (@Sendable () -> Void)? {
    condition.withLock {
      while jobs.isEmpty, !isOver { condition.wait() }
      return jobs.isEmpty ? nil : jobs.removeFirst()
    }
  }
}
