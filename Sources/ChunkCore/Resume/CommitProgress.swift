/// How far the commit of an upload has come. It is written down before the commit's first request.
public struct CommitProgress: Codable, Sendable, Hashable {
  /// The SHA-1 of the whole file in hexadecimal: what the file at the service is compared with.
  public var sha1: String
  /// Whether the service may have made the file although nobody saw its answer.
  public var mayHaveSucceeded: Bool

  /// The progress of a commit.
  public init(sha1: String, mayHaveSucceeded: Bool = false) {
    self.sha1 = sha1
    self.mayHaveSucceeded = mayHaveSucceeded
  }

  enum CodingKeys: String, CodingKey {
    case sha1
    case mayHaveSucceeded = "may_have_succeeded"
  }
}
