internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import Synchronization

/// How many connections have been accepted that nobody has looked at yet.
final class PendingConnections: Sendable {
  private let pending = Mutex(0)

  fileprivate func change(_ difference: Int) { pending.withLock { $0 += difference } }

  /// Waits until there are none, ten seconds at most. NIO ends the whole process over one that is left when the
  /// server is cancelled.
  func areBegun() async {
    // One that was accepted a moment ago may not be counted yet.
    for _ in 0..<500 {
      try? await Task.sleep(for: .milliseconds(20))
      if pending.withLock({ $0 <= 0 }) { return }
    }
  }
}

/// A child channel whose connections are counted until they are handled.
struct CountedChannel<Base: ServerChildChannel>: ServerChildChannel {
  let pending: PendingConnections
  let base: Base

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
    pending.change(1)
    let value = base.setup(channel: channel, logger: logger)
    value.whenFailure { [pending] _ in pending.change(-1) }
    return value
  }

  func handle(value: Base.Value, logger: Logger) async {
    pending.change(-1)
    await base.handle(value: value, logger: logger)
  }
}
