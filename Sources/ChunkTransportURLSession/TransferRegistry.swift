internal import ChunkThreads
internal import ChunkTransport

/// The requests in flight, and the thread that keeps their limits.
///
/// `@unchecked Sendable`: everything that changes is touched under the condition's lock.
final class TransferRegistry: @unchecked Sendable {
  private let condition = ThreadCondition()
  private var active: [ObjectIdentifier: Transfer] = [:]
  private var isStopping = false
  private var thread: SystemThread?

  /// How often limits are looked at.
  private static let tick: Duration = .milliseconds(100)

  init() throws(TransportError) {
    do {
      // The thread keeps the registry alive until it has been told to stop.
      let thread = try SystemThread { self.run() }
      condition.withLock { self.thread = thread }
    } catch {
      throw .unsupported("\(error)")
    }
  }

  /// Adds a request; false if there are to be no more.
  func add(_ transfer: Transfer) -> Bool {
    condition.withLock {
      guard !isStopping else { return false }
      if active.isEmpty { condition.signal() }
      active[ObjectIdentifier(transfer)] = transfer
      return true
    }
  }

  /// Removes a request that has ended.
  func remove(_ transfer: Transfer) {
    condition.withLock {
      active[ObjectIdentifier(transfer)] = nil
      if isStopping, active.isEmpty { condition.signal() }
    }
  }

  /// Ends the requests in flight, and the thread.
  ///
  /// - Parameter waits: Whether to wait until the thread has ended. It cannot wait for itself.
  func stop(waits: Bool) {
    let (thread, transfers) = condition.withLock {
      defer { self.thread = nil }
      isStopping = true
      condition.signal()
      return (self.thread, Array(active.values))
    }
    for transfer in transfers { transfer.fail(.closed, "the transport was closed") }
    guard let thread else { return }
    if waits, !thread.isCurrent { thread.join() } else { thread.detach() }
  }

  private func run() {
    while let transfers = next() {
      let now = ContinuousClock.now
      for transfer in transfers { transfer.enforceLimits(now: now) }
    }
  }

  /// The requests to look at, when it is time to; `nil` when the thread is to end: when there are none and will be none.
  private func next() -> [Transfer]? {
    condition.withLock {
      if !active.isEmpty { condition.wait(for: Self.tick) } else if !isStopping { condition.wait() }
      return isStopping && active.isEmpty ? nil : Array(active.values)
    }
  }
}
