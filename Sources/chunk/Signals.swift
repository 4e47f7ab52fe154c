import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// SIGINT, SIGTERM and SIGHUP: the first cancels the work, which then ends by itself and says how to go on;
/// the second ends the program at once. What is called then may not wait for anything.
///
/// They are caught by a handler that passes their number through a pipe. Blocking them in every
/// thread and waiting with `sigwait` does not work: where there is no run loop, the main thread of
/// an asynchronous `main` ends in libdispatch's `sigsuspend` with an empty mask, so that the signal
/// finds it and ends the program.
enum Signals {
  private struct State {
    var received: Int32?
    var first: (@Sendable () -> Void)?
    var second: (@Sendable () -> Void)?
  }

  private static let state = Mutex(State())

  /// The pipe's end for the handler, which may touch nothing else: no lock, no memory, no lazy
  /// global. Safe because it is written once, before there is a handler.
  nonisolated(unsafe) private static var alarm: CInt = -1

  /// The signal that cancelled the work.
  static var received: Int32? { state.withLock { $0.received } }

  /// Makes a write to a closed pipe an error to handle, not the end.
  static func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Runs work that the first signal cancels. Until then a signal ends the program as usual.
  ///
  /// - Parameters:
  ///   - first: Called at the first signal, before the work is cancelled.
  ///   - second: Called at the second signal, before the program ends.
  static func cancelling<Value: Sendable>(
    first: @escaping @Sendable () -> Void = {}, second: @escaping @Sendable () -> Void = {},
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task(operation: work)
    state.withLock { state in
      state.first = {
        first()
        task.cancel()
      }
      state.second = second
    }
    startWatching()
    return try await task.value
  }

  private static func startWatching() {
    var ends: [CInt] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    alarm = ends[1]
    startThread(reading: ends[0])
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let previous = signal(number) { number in
        let error = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(Signals.alarm, &byte, 1)
        errno = error
      }
      // Whoever started the program wants that, as nohup does with SIGHUP.
      if isIgnoring(previous) { signal(number, SIG_IGN) }
    }
  }

  /// Whether it is SIG_IGN, which is no function to be compared or called, but a number.
  private static func isIgnoring(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func startThread(reading descriptor: CInt) {
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let argument = UnsafeMutableRawPointer(bitPattern: Int(descriptor) + 1)
    let status = pthread_create(&thread, nil, { Signals.watch($0) }, argument)
    guard status == 0 else { return }
    #if canImport(Darwin)
      if let thread { pthread_detach(thread) }
    #else
      pthread_detach(thread)
    #endif
  }

  /// Reads the numbers of signals; `argument` is the descriptor plus one, which is never 0.
  private static func watch(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    let descriptor = CInt(Int(bitPattern: argument) - 1)
    while true {
      var byte: UInt8 = 0
      let count = read(descriptor, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      guard count == 1 else { return nil }
      let number = Int32(byte)
      let (isFirst, action) = state.withLock { state in
        defer { state.received = state.received ?? number }
        return state.received == nil ? (true, state.first) : (false, state.second)
      }
      // When a terminal goes, the system and the shell both send SIGHUP.
      if !isFirst && number == SIGHUP { continue }
      action?()
      if !isFirst { _exit(128 + number) }
    }
  }
}
