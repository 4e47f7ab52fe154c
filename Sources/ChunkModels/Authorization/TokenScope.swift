/// What a downscoped token permits.
/// [Scopes](https://developer.box.com/guides/api-calls/permissions-and-errors/scopes/)
public struct TokenScope: OpenEnum {
  /// The text on the wire.
  public var rawValue: String

  /// Wraps a text, known or not.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension TokenScope {
  /// Edit annotations.
  public static let annotationEdit: Self = "annotation_edit"

  /// See everybody's annotations.
  public static let annotationViewAll: Self = "annotation_view_all"

  /// See one's own annotations.
  public static let annotationViewSelf: Self = "annotation_view_self"

  /// Use the Content Explorer element.
  public static let baseExplorer: Self = "base_explorer"

  /// Use the Content Picker element.
  public static let basePicker: Self = "base_picker"

  /// Use the Content Preview element.
  public static let basePreview: Self = "base_preview"

  /// Use the Content Uploader element.
  public static let baseUpload: Self = "base_upload"

  /// Delete.
  public static let itemDelete: Self = "item_delete"

  /// Download.
  public static let itemDownload: Self = "item_download"

  /// Preview.
  public static let itemPreview: Self = "item_preview"

  /// Rename.
  public static let itemRename: Self = "item_rename"

  /// Share.
  public static let itemShare: Self = "item_share"

  /// Upload.
  public static let itemUpload: Self = "item_upload"

  /// Read.
  public static let itemRead: Self = "item_read"
}
