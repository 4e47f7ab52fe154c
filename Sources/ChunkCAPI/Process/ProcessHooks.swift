internal import CChunk
internal import CForkHooks
internal import ChunkThreads

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

// Forks are held from the moment when the library is loaded: `CForkHooks` calls these. Nobody is in the middle of
// anything while the process forks. In the child the threads do not exist.

@implementation @_cdecl("libchunk_before_fork")
public func libchunk_before_fork() {
  ThreadGate.close()
  HandleTable.lock.lock()
}

@implementation @_cdecl("libchunk_after_fork")
public func libchunk_after_fork() {
  HandleTable.lock.unlock()
  ThreadGate.open()
}

@implementation @_cdecl("libchunk_in_child")
public func libchunk_in_child() {
  HandleTable.beginChild()
  ThreadGate.openInChild()
}

@implementation @_cdecl("libchunk_warm_up")
public func libchunk_warm_up() {
  var error: OpaquePointer?
  let options = chunk_options_new()
  _ = chunk_options_set_text(options, "no such option", "", &error)
  _ = chunk_options_set_integer(options, "parallel", 1, nil)
  _ = chunk_options_set_header(options, "As-User", "1", nil)
  _ = chunk_error_json(error)
  _ = chunk_client_with_token(nil, nil)
  _ = chunk_operation_wait(options, 0)
  chunk_error_free(error)
  chunk_options_free(options)
}

/// Keeps the exit of the process safe while threads of the library are at work.
enum ProcessHooks {
  /// Begins to hold the exit, once a process; after libcurl was set up, so that it comes before OpenSSL's end.
  static func holdExit() { _ = isExitHeld }

  private static let isExitHeld: Bool = {
    // What threads use goes away while the process exits, so they stop before that.
    atexit { ThreadGate.closeForGood() }
    return true
  }()
}
