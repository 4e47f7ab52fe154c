internal import Dispatch

/// A door between a test and the threads of its server: shut until it is opened, then open for good.
public final class Gate: Sendable {
  private let turnstile = DispatchSemaphore(value: 0)

  /// A gate that is shut.
  public init() {}

  /// Opens it for all who wait now or later.
  public func open() { turnstile.signal() }

  /// Blocks the thread until the gate is open; false if it stayed shut for so long.
  ///
  /// For threads of a server. A test that waits like this would hold up the other tests' tasks.
  @discardableResult
  public func wait(atMost limit: Duration = .seconds(120)) -> Bool {
    let (seconds, attoseconds) = limit.components
    let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
    guard turnstile.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .success else { return false }
    turnstile.signal()  // for the next who waits
    return true
  }

  /// Whether it has been opened.
  public var isOpen: Bool { wait(atMost: .zero) }
}
