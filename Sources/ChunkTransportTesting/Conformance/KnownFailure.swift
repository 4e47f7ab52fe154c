/// A promise that a backend cannot keep, as data: which one, why, and where that is being dealt with.
public struct KnownFailure: Sendable, Hashable, CustomStringConvertible {
  /// How it fails.
  public enum Manner: Sendable, Hashable {
    /// Each time. If the check passes after all, that is reported as a failure.
    case always
    /// At times, as with a race in a library below.
    case sometimes
    /// It would end the process, so the check is not run.
    case endsTheProcess
  }

  /// The check's name.
  public let check: String
  /// Why it is broken, and what that means for who uses the backend.
  public let reason: String
  /// The address of the upstream issue, if there is one.
  public let issue: String?
  /// How it fails.
  public let manner: Manner

  /// A failure that is known.
  public init(_ check: String, _ reason: String, issue: String? = nil, manner: Manner = .always) {
    self.check = check
    self.reason = reason
    self.issue = issue
    self.manner = manner
  }

  /// The reason and the issue.
  public var description: String { ([reason] + (issue.map { [$0] } ?? [])).joined(separator: " ") }
}
