/// One promise of `Transport`, and how it is tried.
public struct TransportCheck: Sendable, Hashable, CustomStringConvertible {
  /// What a check needs beside a transport. One whose needs are not met does not run, and its result says so.
  public enum Need: String, Sendable, Hashable, CaseIterable {
    /// The transport opens TCP connections, so that what stands on the wire can be seen.
    case network
    /// It speaks TLS for `https`.
    case tls
    /// There is a host name whose look-up takes seconds: ``TransportUnderTest/slowName``.
    case slowName = "slow name"
    /// The system says which descriptors and threads a process has, as Linux does in `/proc`.
    case processFacts = "/proc"
  }

  /// A short name that stays the same, such as `body.file-region-arrives-whole`.
  public let name: String
  /// What is promised.
  public let promise: String
  /// What it needs.
  public let needs: Set<Need>
  /// Whether it measures the whole process, and so is right only while nothing else runs in it: in a
  /// process of its own, if the tests of a package run at the same time.
  public let measuresTheProcess: Bool

  let body: @Sendable (Stage) async throws -> Void

  init(
    _ name: String, _ promise: String, needs: Set<Need> = [.network], measuresTheProcess: Bool = false,
    body: @escaping @Sendable (Stage) async throws -> Void
  ) {
    self.name = name
    self.promise = promise
    self.needs = needs
    self.measuresTheProcess = measuresTheProcess
    self.body = body
  }

  /// The name.
  public var description: String { name }

  /// Checks are the same if their names are.
  public static func == (left: TransportCheck, right: TransportCheck) -> Bool { left.name == right.name }

  /// Checks are told apart by their names.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
