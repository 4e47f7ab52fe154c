internal import ChunkThreads
internal import struct Synchronization.Atomic

/// A thread of our own for reading and hashing, which would hold up the threads that tasks run on.
///
/// It ends when its last user lets go of it, after the job that it is in. Nobody waits for that: a
/// disk that hangs must not hang a cancelled upload.
package final class WorkerThread: Sendable {
  /// Tells a job that its result is no longer wanted.
  package final class Interruption: Sendable {
    private let flag = Atomic<Bool>(false)

    /// Whether the job is to end early.
    package var isSet: Bool { flag.load(ordering: .relaxed) }
    func set() { flag.store(true, ordering: .relaxed) }
  }

  private let jobs: JobQueue

  /// - Throws: ``ChunkError`` if the system starts no more threads.
  init() throws(ChunkError) {
    let jobs = JobQueue()
    self.jobs = jobs
    do {
      try SystemThread.start { jobs.work() }
    } catch {
      throw .noThread(error)
    }
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
  package static func doing<Value: Sendable>(
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
}

extension ChunkError {
  /// The system starts no more threads.
  static func noThread(_ failure: SystemThread.StartFailure) -> ChunkError {
    ChunkError(
      .internal, "The library could not begin: \(failure)",
      remedy: "Raise the limit of threads, or try again when fewer are in use", isTemporary: true)
  }
}
