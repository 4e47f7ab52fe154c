internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A thread of our own for reading and hashing, which would hold up the threads that tasks run on.
///
/// It ends when its last user lets go of it, after the job that it is in. Nobody waits for that: a
/// disk that hangs must not hang a cancelled upload.
final class WorkerThread: Sendable {
  /// Tells a job that its result is no longer wanted.
  final class Interruption: Sendable {
    private let flag = Atomic<Bool>(false)

    /// Whether the job is to end early.
    var isSet: Bool { flag.load(ordering: .relaxed) }
    func set() { flag.store(true, ordering: .relaxed) }
  }

  private let jobs: JobQueue

  /// - Throws: ``ChunkError`` if the system starts no more threads.
  init() throws(ChunkError) {
    let jobs = JobQueue()
    self.jobs = jobs
    try Self.start(jobs)
  }

  deinit { jobs.end() }

  /// Runs a job on the thread, after those that were handed in before.
  ///
  /// - Returns: What the job returns; `nil`, at once, if the task is cancelled.
  func run<Value: Sendable>(_ job: @escaping @Sendable (Interruption) -> Value) async -> Value? {
    let box = Box<Value>()
    let done = OneShot()
    let interruption = Interruption()
    jobs.add {
      let value = job(interruption)
      box.value.withLock { $0 = value }
      _ = done.signal()
    }
    guard await done.wait() else {
      interruption.set()
      return nil
    }
    return box.value.withLock { $0 }
  }

  /// Does one job on a thread of its own.
  ///
  /// - Throws: What the job throws; kind ``ChunkError/Kind/cancelled``, at once, if the task is cancelled.
  static func doing<Value: Sendable>(
    _ job: @escaping @Sendable (Interruption) throws(ChunkError) -> Value
  ) async throws(ChunkError) -> Value {
    let result = await (try WorkerThread()).run { interruption in
      Result { () throws(ChunkError) in try job(interruption) }
    }
    guard let result else { throw .cancelled }
    return try result.get()
  }

  private final class Box<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }

  private static func start(_ jobs: JobQueue) throws(ChunkError) {
    let context = Unmanaged.passRetained(jobs)
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    // Signals are for the program's own threads; the mask is inherited, so that none finds this one.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    let code = pthread_create(&thread, nil, workerMain, context.toOpaque())
    pthread_sigmask(SIG_SETMASK, &before, nil)
    guard code == 0 else {
      context.release()
      throw ChunkError(
        .internal, "No thread could be started (error \(code))",
        remedy: "Raise the limit of threads, or try again when fewer are in use", isTemporary: true)
    }
    #if canImport(Darwin)
      if let thread { pthread_detach(thread) }
    #else
      pthread_detach(thread)
    #endif
  }
}

#if canImport(Darwin)
  private func workerMain(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<JobQueue>.fromOpaque(context).takeRetainedValue().work()
    return nil
  }
#else
  private func workerMain(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let context { Unmanaged<JobQueue>.fromOpaque(context).takeRetainedValue().work() }
    return nil
  }
#endif
