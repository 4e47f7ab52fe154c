/// A file as another object names it.
/// [File (mini)](https://developer.box.com/reference/resources/file--mini)
public struct FileMini: Codable, Sendable, Hashable {
  /// The file's identifier.
  public var id: String?

  /// Always ``ResourceType/file``.
  public var type: ResourceType?

  /// The version of the item for `If-Match` and `If-None-Match`.
  public var etag: String?

  /// The number of the last event that touched the file.
  public var sequenceId: String?

  /// The file's name.
  public var name: String?

  /// The SHA-1 of the content in hexadecimal.
  public var sha1: String?

  /// The current version.
  public var fileVersion: FileVersionMini?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(
    id: String? = nil, type: ResourceType? = nil, etag: String? = nil, sequenceId: String? = nil,
    name: String? = nil, sha1: String? = nil, fileVersion: FileVersionMini? = nil
  ) {
    self.id = id
    self.type = type
    self.etag = etag
    self.sequenceId = sequenceId
    self.name = name
    self.sha1 = sha1
    self.fileVersion = fileVersion
  }

  enum CodingKeys: String, CodingKey {
    case id
    case type
    case etag
    case sequenceId = "sequence_id"
    case name
    case sha1
    case fileVersion = "file_version"
  }
}
