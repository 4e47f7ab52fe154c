/// Where a manager's own tasks run, and how they wait in real time, whatever clock the manager has.
struct TaskRunner: Sendable {
  /// `nil` for Swift's shared pool.
  let threads: EngineThreads?

  /// Starts a task that nobody's cancellation reaches but its own.
  func start<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Task<Value, Never> {
    // Without a preference it would be a task of the caller's actor.
    Task(executorPreference: threads, operation: body)
  }

  /// Waits; returns early if the task is cancelled.
  func sleep(for duration: Duration) async {
    if let threads {
      _ = await threads.sleep(until: .now + duration)
    } else {
      try? await Task.sleep(for: duration)
    }
  }
}
