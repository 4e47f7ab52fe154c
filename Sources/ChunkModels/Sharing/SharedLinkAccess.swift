/// Whom a shared link lets in. [File (full)](https://developer.box.com/reference/resources/file--full)
public struct SharedLinkAccess: OpenEnum {
  /// The text on the wire.
  public var rawValue: String

  /// Wraps a text, known or not.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension SharedLinkAccess {
  /// Anyone who has the link.
  public static let open: Self = "open"

  /// People of the company.
  public static let company: Self = "company"

  /// Those who were invited.
  public static let collaborators: Self = "collaborators"
}
