/// Whether an item is in use, in the trash or gone.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct ItemStatus: OpenEnum {
  /// The text on the wire.
  public var rawValue: String

  /// Wraps a text, known or not.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension ItemStatus {
  /// In use.
  public static let active: Self = "active"

  /// In the trash.
  public static let trashed: Self = "trashed"

  /// Gone.
  public static let deleted: Self = "deleted"
}
