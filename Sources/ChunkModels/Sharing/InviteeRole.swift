/// A role that a collaborator may be given.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct InviteeRole: OpenEnum {
  /// The text on the wire.
  public var rawValue: String

  /// Wraps a text, known or not.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension InviteeRole {
  /// Reads and changes.
  public static let editor: Self = "editor"

  /// Reads and downloads.
  public static let viewer: Self = "viewer"

  /// Reads in the browser.
  public static let previewer: Self = "previewer"

  /// Uploads.
  public static let uploader: Self = "uploader"

  /// Reads in the browser and uploads.
  public static let previewerUploader: Self = "previewer uploader"

  /// Reads, downloads and uploads.
  public static let viewerUploader: Self = "viewer uploader"

  /// Does all that the owner does.
  public static let coOwner: Self = "co-owner"
}
