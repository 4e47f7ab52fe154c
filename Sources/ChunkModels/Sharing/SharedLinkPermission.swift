/// The most that a shared link permits.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct SharedLinkPermission: OpenEnum {
  /// The text on the wire.
  public var rawValue: String

  /// Wraps a text, known or not.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension SharedLinkPermission {
  /// To edit.
  public static let canEdit: Self = "can_edit"

  /// To download.
  public static let canDownload: Self = "can_download"

  /// To preview.
  public static let canPreview: Self = "can_preview"

  /// Nothing.
  public static let noAccess: Self = "no_access"
}
