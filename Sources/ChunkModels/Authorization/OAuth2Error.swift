/// The answer of the token endpoint when it gives no token.
/// [OAuth 2.0 error](https://developer.box.com/reference/resources/oauth2-error)
public struct OAuth2Error: Codable, Sendable, Hashable {
  /// What is wrong.
  public var error: OAuth2ErrorCode?

  /// A sentence for people.
  public var errorDescription: String?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(error: OAuth2ErrorCode? = nil, errorDescription: String? = nil) {
    self.error = error
    self.errorDescription = errorDescription
  }

  enum CodingKeys: String, CodingKey {
    case error
    case errorDescription = "error_description"
  }

  /// Reads the value from the JSON that Box sends; see ``WireJSON`` for what is tolerated.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    error = values.lenient(.error)
    errorDescription = values.lenient(.errorDescription)
  }
}
