/// A user, as far as uploads are concerned.
/// [User](https://developer.box.com/reference/resources/user)
public struct User: Codable, Sendable, Hashable {
  /// The user's identifier.
  public var id: String?

  /// Always ``ResourceType/user``.
  public var type: ResourceType?

  /// The display name.
  public var name: String?

  /// The primary e-mail address.
  public var login: String?

  /// The largest file that the user may upload, in bytes.
  public var maxUploadSize: Int64?

  /// How much the user may store, in bytes.
  public var spaceAmount: Int64?

  /// How much of it is used, in bytes.
  public var spaceUsed: Int64?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(
    id: String? = nil, type: ResourceType? = nil, name: String? = nil, login: String? = nil,
    maxUploadSize: Int64? = nil, spaceAmount: Int64? = nil, spaceUsed: Int64? = nil
  ) {
    self.id = id
    self.type = type
    self.name = name
    self.login = login
    self.maxUploadSize = maxUploadSize
    self.spaceAmount = spaceAmount
    self.spaceUsed = spaceUsed
  }

  enum CodingKeys: String, CodingKey {
    case id
    case type
    case name
    case login
    case maxUploadSize = "max_upload_size"
    case spaceAmount = "space_amount"
    case spaceUsed = "space_used"
  }

  /// Reads the value from the JSON that Box sends; see ``WireJSON`` for what is tolerated.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decodeIfPresent(String.self, forKey: .id)
    type = values.lenient(.type)
    name = values.lenient(.name)
    login = values.lenient(.login)
    // A service has been seen to write them with a fraction, and to have more than 64 bits for "no limit".
    maxUploadSize = try? values.wholeNumber(.maxUploadSize)
    spaceAmount = try? values.wholeNumber(.spaceAmount)
    spaceUsed = try? values.wholeNumber(.spaceUsed)
  }
}
