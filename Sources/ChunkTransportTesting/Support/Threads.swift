internal import ChunkThreads

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Starts a thread that nobody waits for.
func startThread(_ body: @escaping @Sendable () -> Void) throws(SystemCallError) {
  do {
    try SystemThread.start(body)
  } catch {
    throw SystemCallError("pthread_create", code: error.code)
  }
}

/// Blocks the thread for a time below a second.
func pauseThread(for duration: Duration) {
  usleep(UInt32(duration.components.attoseconds / 1_000_000_000_000))
}

/// Uses the processor for a time.
func keepBusy(for duration: Duration) {
  let end = processorTime() + duration
  while processorTime() < end {}
}

private func processorTime() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
}

/// Whether a sanitizer runs: it slows everything down, and keeps memory of its own.
package let isSanitized = ["__asan_init", "__tsan_init"].contains { (name: String) in
  dlsym(nil, name) != nil
}
