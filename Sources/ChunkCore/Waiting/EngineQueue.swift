internal import ChunkThreads

/// What ``EngineThreads`` have to do: jobs that are ready, and sleepers to wake.
///
/// `@unchecked Sendable`: all of it is touched under the lock only.
final class EngineQueue: @unchecked Sendable {
  private enum Work {
    case job(UnownedJob, EngineThreads)
    case wake(OneShot)
  }

  private let condition = ThreadCondition()
  /// Jobs from `first` on; those before have been taken.
  private var jobs: [(job: UnownedJob, threads: EngineThreads)] = []
  private var first = 0
  /// The latest first.
  private var sleepers: [(deadline: ContinuousClock.Instant, turn: OneShot)] = []
  private var isOver = false

  /// Adds a job. Its threads are kept until it is done.
  func add(_ job: UnownedJob, for threads: EngineThreads) {
    condition.withLock {
      jobs.append((job, threads))
      condition.signal()
    }
  }

  /// Adds a sleeper, who is signalled at a time.
  func add(_ turn: OneShot, at deadline: ContinuousClock.Instant) {
    condition.withLock {
      let place = sleepers.firstIndex { $0.deadline <= deadline } ?? sleepers.count
      sleepers.insert((deadline, turn), at: place)
      if place == sleepers.count - 1 { condition.signal() }
    }
  }

  /// Forgets a sleeper.
  func remove(_ turn: OneShot) {
    condition.withLock { sleepers.removeAll { $0.turn === turn } }
  }

  /// Lets the threads end when no job is left.
  func end() {
    condition.withLock {
      isOver = true
      condition.broadcast()
    }
  }

  /// Does what there is until the end: what each thread does.
  func work() {
    while let work = next() {
      ThreadGate.pass {
        switch work {
        case .job(let job, let threads): job.runSynchronously(on: threads.asUnownedTaskExecutor())
        case .wake(let turn): _ = turn.signal()
        }
      }
    }
  }

  private func next() -> Work? {
    condition.withLock {
      while true {
        let wait = sleepers.last.map { $0.deadline - .now }
        if let wait, wait <= .zero { return .wake(sleepers.removeLast().turn) }
        if let job = nextJob() { return job }
        if isOver { return nil }
        if let wait { condition.wait(for: wait) } else { condition.wait() }
      }
    }
  }

  private func nextJob() -> Work? {
    guard first < jobs.count else { return nil }
    let (job, threads) = jobs[first]
    first += 1
    // Now and then what was taken is let go of, so that each job is moved about once.
    if first == jobs.count || first >= 256 {
      jobs.removeFirst(first)
      first = 0
    }
    return .job(job, threads)
  }
}
