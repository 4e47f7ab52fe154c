/// Why the token endpoint gives no token.
/// [RFC 6749, 5.2](https://www.rfc-editor.org/rfc/rfc6749#section-5.2)
public struct OAuth2ErrorCode: OpenEnum {
  /// The text on the wire.
  public var rawValue: String

  /// Wraps a text, known or not.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension OAuth2ErrorCode {
  /// The request lacks a field or repeats one.
  public static let invalidRequest: Self = "invalid_request"

  /// The application is unknown, or its secret is wrong.
  public static let invalidClient: Self = "invalid_client"

  /// The code, refresh token or assertion is wrong, used up or out of date.
  public static let invalidGrant: Self = "invalid_grant"

  /// The application may not use this kind of grant.
  public static let unauthorizedClient: Self = "unauthorized_client"

  /// The server does not know this kind of grant.
  public static let unsupportedGrantType: Self = "unsupported_grant_type"

  /// The scope is unknown or too wide.
  public static let invalidScope: Self = "invalid_scope"
}
