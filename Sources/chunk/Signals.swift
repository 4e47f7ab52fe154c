import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// SIGINT and SIGTERM: the first cancels the work, which then ends by itself and says how to go on;
/// the second ends the program at once.
enum Signals {
  private struct State {
    var received: Int32?
    var cancel: (@Sendable () -> Void)?
  }

  private static let state = Mutex(State())

  /// The signal that cancelled the work.
  static var received: Int32? { state.withLock { $0.received } }

  private static func watched() -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGINT)
    sigaddset(&set, SIGTERM)
    return set
  }

  /// Keeps the signals from every thread that begins after this. A write to a closed pipe is an
  /// error to handle, not the end.
  static func block() {
    var set = watched()
    pthread_sigmask(SIG_BLOCK, &set, nil)
    signal(SIGPIPE, SIG_IGN)
  }

  /// Runs work that the first signal cancels.
  static func cancelling<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task(operation: work)
    state.withLock { $0.cancel = { task.cancel() } }
    startWaiting()
    return try await task.value
  }

  private static func startWaiting() {
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    guard pthread_create(&thread, nil, { _ in Signals.wait() }, nil) == 0 else { return }
    #if canImport(Darwin)
      if let thread { pthread_detach(thread) }
    #else
      pthread_detach(thread)
    #endif
  }

  private static func wait() -> UnsafeMutableRawPointer? {
    var set = watched()
    while true {
      var signal: Int32 = 0
      guard sigwait(&set, &signal) == 0 else { return nil }
      let cancel = state.withLock { state in
        defer { state.received = signal }
        return state.received == nil ? state.cancel : nil
      }
      guard let cancel else { _exit(128 + signal) }
      cancel()
    }
  }
}
