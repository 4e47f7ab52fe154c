/// The body that opens a session for a new file.
/// [Create upload session](https://developer.box.com/reference/post-files-upload-sessions)
public struct CreateFileUploadSessionRequest: Codable, Sendable, Hashable {
  /// The folder that will hold the file; `"0"` is the root folder.
  public var folderId: String

  /// The size of the whole file in bytes.
  public var fileSize: Int64

  /// The name of the new file.
  public var fileName: String

  /// Creates the body; Box requires all three fields.
  public init(folderId: String, fileSize: Int64, fileName: String) {
    self.folderId = folderId
    self.fileSize = fileSize
    self.fileName = fileName
  }

  enum CodingKeys: String, CodingKey {
    case folderId = "folder_id"
    case fileSize = "file_size"
    case fileName = "file_name"
  }
}
