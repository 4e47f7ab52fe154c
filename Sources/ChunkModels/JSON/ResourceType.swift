/// What kind of object a `type` field says it is in.
///
/// One type for all objects, because a `type` may name what we did not expect: a conflict may be a file
/// or a folder or a web link. [Resources](https://developer.box.com/reference/resources/)
public struct ResourceType: OpenEnum {
  /// The text on the wire.
  public var rawValue: String

  /// Wraps a text, known or not.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension ResourceType {
  /// A file.
  public static let file: Self = "file"

  /// A version of a file.
  public static let fileVersion: Self = "file_version"

  /// A folder.
  public static let folder: Self = "folder"

  /// A bookmark.
  public static let webLink: Self = "web_link"

  /// A user.
  public static let user: Self = "user"

  /// A lock on a file.
  public static let lock: Self = "lock"

  /// A session of a chunked upload.
  public static let uploadSession: Self = "upload_session"

  /// An error.
  public static let error: Self = "error"
}
