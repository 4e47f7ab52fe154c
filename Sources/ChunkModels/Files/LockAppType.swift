/// An application that holds a lock.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct LockAppType: OpenEnum {
  /// The text on the wire.
  public var rawValue: String

  /// Wraps a text, known or not.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension LockAppType {
  /// Google Workspace.
  public static let googleWorkspace: Self = "gsuite"

  /// Microsoft Office for the web.
  public static let officeWopi: Self = "office_wopi"

  /// Microsoft Office co-authoring.
  public static let officeWopiPlus: Self = "office_wopiplus"

  /// Another one.
  public static let other: Self = "other"
}
