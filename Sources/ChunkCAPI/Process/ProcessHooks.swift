internal import ChunkThreads

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Keeps forks and the exit of the process safe while threads of the library are at work.
enum ProcessHooks {
  /// Begins to hold forks, once a process; before there is anything that could be in the middle of something.
  static func holdForks() { _ = areForksHeld }

  /// Begins to hold the exit, once a process; after libcurl was set up, so that it comes before OpenSSL's end.
  static func holdExit() { _ = isExitHeld }

  private static let areForksHeld: Bool = {
    // Nobody is in the middle of anything while the process forks. In the child the threads do not exist.
    pthread_atfork(
      {
        ThreadGate.close()
        HandleTable.lock.lock()
      },
      {
        HandleTable.lock.unlock()
        ThreadGate.open()
      },
      {
        HandleTable.beginChild()
        ThreadGate.openInChild()
      })
    return true
  }()

  private static let isExitHeld: Bool = {
    // What threads use goes away while the process exits, so they stop before that.
    atexit { ThreadGate.closeForGood() }
    return true
  }()
}
