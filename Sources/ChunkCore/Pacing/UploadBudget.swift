internal import ChunkThreads

/// What uploads share: how many parts are in flight at once, how fast they go out, and how many bytes
/// are held in memory. Hand the same one to several uploads, and they keep to it together; an
/// earlier upload's parts go before a later one's.
public final class UploadBudget: Sendable {
  /// How many parts are in flight at once.
  public let concurrency: UploadConcurrency
  /// How many bytes of sources that cannot be read again may be held in memory. Of files nothing is held.
  public let memory: Int64
  /// At most so many bytes of parts go out in a second; `nil` for as many as the network takes.
  public let maximumBytesPerSecond: Int64?

  let slots: PartSlots
  let held: MemoryBudget
  private let retries = Mutex<RetryBudget?>(nil)

  /// A budget.
  ///
  /// - Parameters:
  ///   - concurrency: How many parts are in flight at once; up to 8, as measured, by default.
  ///   - memory: Bytes to hold of sources that cannot be read again, 64 MiB by default. One part is
  ///     always held, however large it is.
  ///   - maximumBytesPerSecond: The most that goes out in a second, over all connections.
  public init(
    concurrency: UploadConcurrency = .automatic(), memory: Int64 = 64 << 20,
    maximumBytesPerSecond: Int64? = nil
  ) {
    self.concurrency = concurrency
    self.memory = memory
    self.maximumBytesPerSecond = maximumBytesPerSecond
    slots = PartSlots(concurrency, maximumBytesPerSecond: maximumBytesPerSecond)
    held = MemoryBudget(bytes: memory)
  }

  /// The retries of all uploads of this budget; the first one's policy says how many.
  func retryBudget(_ policy: RetryPolicy) -> RetryBudget {
    retries.withLock { budget in
      let shared = budget ?? RetryBudget(policy)
      budget = shared
      return shared
    }
  }

  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument``, which names the number.
  func check() throws(ChunkError) {
    guard (1...UploadConcurrency.most).contains(concurrency.maximum) else {
      throw .invalidArgument(
        "\(concurrency.maximum) parts cannot be in flight at once", "Choose 1 to \(UploadConcurrency.most)")
    }
    guard memory >= 0 else {
      throw .invalidArgument("\(memory) bytes cannot be held in memory", "Choose 0 or more")
    }
    guard maximumBytesPerSecond ?? 1 > 0 else {
      throw .invalidArgument(
        "\(maximumBytesPerSecond ?? 0) bytes a second are never", "Choose 1 or more, or no limit")
    }
  }
}
