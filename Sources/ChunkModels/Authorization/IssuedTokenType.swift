/// The kind of a downscoped token, as a URN.
/// [Access token](https://developer.box.com/reference/resources/access-token)
public struct IssuedTokenType: OpenEnum {
  /// The text on the wire.
  public var rawValue: String

  /// Wraps a text, known or not.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension IssuedTokenType {
  /// An access token.
  public static let accessToken: Self = "urn:ietf:params:oauth:token-type:access_token"
}
