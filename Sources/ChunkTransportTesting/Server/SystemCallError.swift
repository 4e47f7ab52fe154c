#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A system call that a test needs failed: nothing is said of what was to be tested.
public struct SystemCallError: Error, Hashable, CustomStringConvertible {
  /// The call.
  public let call: String
  /// The system's error number (`errno`).
  public let code: CInt

  /// The failure of a call that has just failed.
  package init(_ call: String) {
    self.call = call
    code = errno
  }

  init(_ call: String, code: CInt) {
    self.call = call
    self.code = code
  }

  /// The call and the system's error number.
  public var description: String { "\(call) failed with error \(code)" }
}
