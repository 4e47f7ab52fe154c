#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A POSIX thread of our own. It takes its own faults and no other signal: signals are for the program's threads.
///
/// `@unchecked Sendable`: the handle is never looked into.
package struct SystemThread: @unchecked Sendable {
  /// The system started no thread; the code is that of `pthread_create(3)`.
  package struct StartFailure: Error, Hashable, CustomStringConvertible {
    package let code: CInt
    package var description: String { "no thread could be started (error \(code))" }
  }

  /// `pthread_t` is a pointer on some systems; it is only ever handed back to the system.
  private let handle: pthread_t

  /// Starts a thread. Call ``join()`` or ``detach()`` once.
  ///
  /// - Throws: ``StartFailure`` if the system starts no more threads.
  package init(_ body: @escaping @Sendable () -> Void) throws(StartFailure) {
    let context = Unmanaged.passRetained(Body(run: body))
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    // The mask is inherited, so that no signal finds the thread before it can block them.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    // A thread's own faults are not for others: blocked, they would end the process without a trace.
    for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT] { sigdelset(&all, fault) }
    pthread_sigmask(SIG_SETMASK, &all, &before)
    let code = pthread_create(&thread, nil, threadMain, context.toOpaque())
    pthread_sigmask(SIG_SETMASK, &before, nil)
    guard code == 0 else {
      context.release()
      throw StartFailure(code: code)
    }
    #if canImport(Darwin)
      guard let thread else { throw StartFailure(code: EAGAIN) }
    #endif
    handle = thread
  }

  /// Starts a thread that nobody waits for.
  ///
  /// - Throws: ``StartFailure`` if the system starts no more threads.
  package static func start(_ body: @escaping @Sendable () -> Void) throws(StartFailure) {
    try SystemThread(body).detach()
  }

  /// Waits until the thread has ended.
  package func join() { pthread_join(handle, nil) }

  /// Lets the thread end by itself.
  package func detach() { pthread_detach(handle) }

  /// Whether the caller is this thread.
  package var isCurrent: Bool { pthread_equal(handle, pthread_self()) != 0 }
}

private final class Body: Sendable {
  let run: @Sendable () -> Void
  init(run: @escaping @Sendable () -> Void) { self.run = run }
}

#if canImport(Darwin)
  private func threadMain(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
    return nil
  }
#else
  private func threadMain(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
    return nil
  }
#endif
