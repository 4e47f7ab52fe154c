/// A user as another object names them.
/// [User (mini)](https://developer.box.com/reference/resources/user--mini)
public struct UserMini: Codable, Sendable, Hashable {
  /// The user's identifier.
  public var id: String?

  /// Always ``ResourceType/user``.
  public var type: ResourceType?

  /// The display name.
  public var name: String?

  /// The primary e-mail address.
  public var login: String?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(id: String? = nil, type: ResourceType? = nil, name: String? = nil, login: String? = nil) {
    self.id = id
    self.type = type
    self.name = name
    self.login = login
  }

  enum CodingKeys: String, CodingKey {
    case id
    case type
    case name
    case login
  }
}
