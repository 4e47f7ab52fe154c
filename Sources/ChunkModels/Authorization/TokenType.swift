/// How a token is presented. [Access token](https://developer.box.com/reference/resources/access-token)
public struct TokenType: OpenEnum {
  /// The text on the wire.
  public var rawValue: String

  /// Wraps a text, known or not.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension TokenType {
  /// In the header `Authorization: Bearer`.
  public static let bearer: Self = "bearer"
}
