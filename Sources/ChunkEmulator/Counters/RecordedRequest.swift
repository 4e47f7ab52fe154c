/// A request as the server saw it, for tests that say what must have been sent.
public struct RecordedRequest: Sendable, Hashable, Codable {
  /// What it asked for.
  public var operation: Operation
  /// The HTTP method.
  public var method: String
  /// The path with its query.
  public var path: String
  /// Header fields by lower-case name. The token is not kept: `authorization` has only its scheme.
  public var headers: [String: String]
  /// The upload session that the path names.
  public var session: String?
  /// Where the part begins, if the request sends one.
  public var offset: Int64?
  /// The status of the answer; `nil` if there was none.
  public var status: Int?
}
