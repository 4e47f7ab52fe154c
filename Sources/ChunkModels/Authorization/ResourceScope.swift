/// One thing a downscoped token permits.
/// [Access token](https://developer.box.com/reference/resources/access-token)
public struct ResourceScope: Codable, Sendable, Hashable {
  /// What may be done.
  public var scope: TokenScope?

  /// The file or folder that it may be done to.
  public var object: Resource?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(scope: TokenScope? = nil, object: Resource? = nil) {
    self.scope = scope
    self.object = object
  }

  enum CodingKeys: String, CodingKey {
    case scope
    case object
  }
}
