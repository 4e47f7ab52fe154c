/// A set of known texts that the server may extend.
///
/// Box adds error codes, types and scopes without a new version of its API, so an unknown text is a
/// value like any other: it decodes, compares, and is written back as it came. A `switch` over one
/// therefore always needs a `default`.
public protocol OpenEnum: RawRepresentable, Codable, Sendable, Hashable, ExpressibleByStringLiteral,
  CustomStringConvertible
where RawValue == String {
  /// Wraps a text, known or not.
  init(rawValue: String)
}

extension OpenEnum {
  /// Wraps a text, known or not.
  public init(stringLiteral text: String) {
    self.init(rawValue: text)
  }

  /// The text on the wire.
  public var description: String { rawValue }
}
