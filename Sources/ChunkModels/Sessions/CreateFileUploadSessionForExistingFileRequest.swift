/// The body that opens a session for a new version of a file.
/// [Create upload session for existing file](https://developer.box.com/reference/post-files-id-upload-sessions)
public struct CreateFileUploadSessionForExistingFileRequest: Codable, Sendable, Hashable {
  /// The size of the whole new version in bytes.
  public var fileSize: Int64

  /// A new name, which the file takes at commit; `nil` keeps the name.
  public var fileName: String?

  /// Creates the body; without a name the file keeps the one it has.
  public init(fileSize: Int64, fileName: String? = nil) {
    self.fileSize = fileSize
    self.fileName = fileName
  }

  enum CodingKeys: String, CodingKey {
    case fileSize = "file_size"
    case fileName = "file_name"
  }
}
