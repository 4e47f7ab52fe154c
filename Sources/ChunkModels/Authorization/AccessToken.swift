/// The answer of the token endpoint.
///
/// Neither token shows in a description or a dump of the value, so that logging one is no leak.
/// [Access token](https://developer.box.com/reference/resources/access-token)
public struct AccessToken: Codable, Sendable, Hashable {
  /// The token for the `Authorization` header.
  public var accessToken: String?

  /// In how many seconds the token ends.
  public var expiresIn: Int64?

  /// Always ``TokenType/bearer``.
  public var tokenType: TokenType?

  /// What a downscoped token permits.
  public var restrictedTo: [ResourceScope]?

  /// What the next token is got with; good for one use.
  public var refreshToken: String?

  /// The kind of a downscoped token.
  public var issuedTokenType: IssuedTokenType?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(
    accessToken: String? = nil, expiresIn: Int64? = nil, tokenType: TokenType? = nil,
    restrictedTo: [ResourceScope]? = nil, refreshToken: String? = nil, issuedTokenType: IssuedTokenType? = nil
  ) {
    self.accessToken = accessToken
    self.expiresIn = expiresIn
    self.tokenType = tokenType
    self.restrictedTo = restrictedTo
    self.refreshToken = refreshToken
    self.issuedTokenType = issuedTokenType
  }

  enum CodingKeys: String, CodingKey {
    case accessToken = "access_token"
    case expiresIn = "expires_in"
    case tokenType = "token_type"
    case restrictedTo = "restricted_to"
    case refreshToken = "refresh_token"
    case issuedTokenType = "issued_token_type"
  }

  /// Reads the value from the JSON that Box sends; see ``WireJSON`` for what is tolerated.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    accessToken = try values.decodeIfPresent(String.self, forKey: .accessToken)
    expiresIn = try values.wholeNumber(.expiresIn)
    tokenType = values.lenient(.tokenType)
    restrictedTo = values.lenient(.restrictedTo)
    refreshToken = try values.decodeIfPresent(String.self, forKey: .refreshToken)
    issuedTokenType = values.lenient(.issuedTokenType)
  }
}

extension AccessToken: Redacted {
  /// Every field, the secrets only as far as whether they are there.
  public var shownFields: KeyValuePairs<String, Any> {
    [
      "accessToken": redacted(accessToken), "expiresIn": expiresIn as Any, "tokenType": tokenType as Any,
      "restrictedTo": restrictedTo as Any, "refreshToken": redacted(refreshToken),
      "issuedTokenType": issuedTokenType as Any,
    ]
  }
}
