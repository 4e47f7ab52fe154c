/// What an upload becomes because its name was taken, by ``UploadOptions/ifExists``: the same call in a later
/// process goes on with it, and makes no second file.
public struct ResumeSubstitute: Codable, Sendable, Hashable {
  /// The file that gets a new version instead of the name to a new one.
  public var fileId: String?
  /// The name that the new file gets instead.
  public var fileName: String?

  /// What an upload becomes.
  public init(fileId: String? = nil, fileName: String? = nil) {
    self.fileId = fileId
    self.fileName = fileName
  }

  enum CodingKeys: String, CodingKey {
    case fileId = "file_id"
    case fileName = "file_name"
  }
}

extension ResumeSubstitute {
  /// The choice that has led to it.
  public var ifExists: UploadOptions.IfExists { fileId == nil ? .rename : .version }
}
