/// A link to a preview in a web page, good for a short time.
///
/// It carries a token, in a field and inside the URL, so neither shows in a description.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct ExpiringEmbedLink: Codable, Sendable, Hashable {
  /// The token of the preview.
  public var accessToken: String?

  /// In how many seconds the token ends.
  public var expiresIn: Int64?

  /// Always ``TokenType/bearer``.
  public var tokenType: TokenType?

  /// What the token permits.
  public var restrictedTo: [ResourceScope]?

  /// The URL for the `iframe`.
  public var url: String?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(
    accessToken: String? = nil, expiresIn: Int64? = nil, tokenType: TokenType? = nil,
    restrictedTo: [ResourceScope]? = nil, url: String? = nil
  ) {
    self.accessToken = accessToken
    self.expiresIn = expiresIn
    self.tokenType = tokenType
    self.restrictedTo = restrictedTo
    self.url = url
  }

  enum CodingKeys: String, CodingKey {
    case accessToken = "access_token"
    case expiresIn = "expires_in"
    case tokenType = "token_type"
    case restrictedTo = "restricted_to"
    case url
  }

  /// Reads the value from the JSON that Box sends; see ``WireJSON`` for what is tolerated.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    accessToken = try values.decodeIfPresent(String.self, forKey: .accessToken)
    expiresIn = values.lenient(.expiresIn)
    tokenType = values.lenient(.tokenType)
    restrictedTo = values.lenient(.restrictedTo)
    url = try values.decodeIfPresent(String.self, forKey: .url)
  }
}

extension ExpiringEmbedLink: Redacted {
  /// Every field, the secrets only as far as whether they are there.
  public var shownFields: KeyValuePairs<String, Any> {
    [
      "accessToken": redacted(accessToken), "expiresIn": expiresIn as Any, "tokenType": tokenType as Any,
      "restrictedTo": restrictedTo as Any, "url": redacted(url),
    ]
  }
}
