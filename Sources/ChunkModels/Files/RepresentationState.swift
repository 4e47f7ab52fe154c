/// Whether a rendition is ready.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct RepresentationState: OpenEnum {
  /// The text on the wire.
  public var rawValue: String

  /// Wraps a text, known or not.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension RepresentationState {
  /// Ready.
  public static let success: Self = "success"

  /// A video that can be watched already.
  public static let viewable: Self = "viewable"

  /// Being made.
  public static let pending: Self = "pending"

  /// Not made.
  public static let none: Self = "none"
}
