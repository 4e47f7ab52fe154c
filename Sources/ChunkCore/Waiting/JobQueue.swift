#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The jobs of one worker thread, which waits for them here.
///
/// `@unchecked Sendable`: jobs and end are touched under the lock only. It is a POSIX one because a
/// thread waits on it, which `Synchronization` has nothing for.
final class JobQueue: @unchecked Sendable {
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var jobs: [@Sendable () -> Void] = []
  private var isOver = false

  init() {
    pthread_mutex_init(lock, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(lock)
    condition.deallocate()
    lock.deallocate()
  }

  /// Hands in a job.
  func add(_ job: @escaping @Sendable () -> Void) {
    change { jobs.append(job) }
  }

  /// Lets the thread end when no job is left.
  func end() {
    change { isOver = true }
  }

  private func change(_ body: () -> Void) {
    pthread_mutex_lock(lock)
    body()
    pthread_cond_signal(condition)
    pthread_mutex_unlock(lock)
  }

  /// Runs jobs until the end: what the thread does.
  func work() {
    while let job = next() { job() }
  }

  private func next() -> (@Sendable () -> Void)? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while jobs.isEmpty, !isOver { pthread_cond_wait(condition, lock) }
    return jobs.isEmpty ? nil : jobs.removeFirst()
  }
}
