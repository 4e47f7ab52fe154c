#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A lock with a condition that threads wait for, which `Synchronization` has nothing for.
///
/// `@unchecked Sendable`: POSIX's locks are made for any number of threads.
package final class ThreadCondition: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  package init() { reset() }

  /// Makes it as new, in a child after a fork: the threads that it knows of do not exist there.
  package func reset() {
    pthread_mutex_init(mutex, nil)
    #if canImport(Darwin)
      pthread_cond_init(condition, nil)
    #else
      var attributes = pthread_condattr_t()
      pthread_condattr_init(&attributes)
      pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
      pthread_cond_init(condition, &attributes)
      pthread_condattr_destroy(&attributes)
    #endif
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Does something under the lock.
  package func withLock<Value>(_ body: () -> Value) -> Value {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Takes the lock until ``unlock()``. For what spans two calls, such as a fork.
  package func lock() { pthread_mutex_lock(mutex) }

  /// Gives the lock back.
  package func unlock() { pthread_mutex_unlock(mutex) }

  /// Waits for a signal, with the lock given up meanwhile. It may come back without one.
  package func wait() { pthread_cond_wait(condition, mutex) }

  /// Waits for a signal for some time, with the lock given up meanwhile. It may come back earlier. The time in
  /// which the machine sleeps does not count, so no wait is longer than ten seconds at a time.
  package func wait(for duration: Duration) {
    let (seconds, attoseconds) = min(max(.zero, duration), .seconds(10)).components
    let nanoseconds = Int(attoseconds / 1_000_000_000)
    #if canImport(Darwin)
      var time = timespec(tv_sec: Int(seconds), tv_nsec: nanoseconds)
      pthread_cond_timedwait_relative_np(condition, mutex, &time)
    #else
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      time.tv_sec += Int(seconds) + (time.tv_nsec + nanoseconds) / 1_000_000_000
      time.tv_nsec = (time.tv_nsec + nanoseconds) % 1_000_000_000
      pthread_cond_timedwait(condition, mutex, &time)
    #endif
  }

  /// Wakes one thread that waits.
  package func signal() { pthread_cond_signal(condition) }

  /// Wakes all threads that wait.
  package func broadcast() { pthread_cond_broadcast(condition) }
}
