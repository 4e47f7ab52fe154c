/// What a shared link permits.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct SharedLinkPermissions: Codable, Sendable, Hashable {
  /// Permits downloads.
  public var canDownload: Bool?

  /// Permits the preview.
  public var canPreview: Bool?

  /// Permits changes.
  public var canEdit: Bool?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(canDownload: Bool? = nil, canPreview: Bool? = nil, canEdit: Bool? = nil) {
    self.canDownload = canDownload
    self.canPreview = canPreview
    self.canEdit = canEdit
  }

  enum CodingKeys: String, CodingKey {
    case canDownload = "can_download"
    case canPreview = "can_preview"
    case canEdit = "can_edit"
  }
}
