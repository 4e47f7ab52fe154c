/// The direction of a sorted list.
/// [Upload parts](https://developer.box.com/reference/resources/upload-parts)
public struct SortDirection: OpenEnum {
  /// The text on the wire.
  public var rawValue: String

  /// Wraps a text, known or not.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension SortDirection {
  /// Smallest first.
  public static let ascending: Self = "ASC"

  /// Largest first.
  public static let descending: Self = "DESC"
}
