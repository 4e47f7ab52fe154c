/// A folder as another object names it.
/// [Folder (mini)](https://developer.box.com/reference/resources/folder--mini)
public struct FolderMini: Codable, Sendable, Hashable {
  /// The folder's identifier.
  public var id: String?

  /// Always ``ResourceType/folder``.
  public var type: ResourceType?

  /// The version of the item for `If-Match` and `If-None-Match`; `nil` for the root folder.
  public var etag: String?

  /// The number of the last event that touched the folder; `nil` for the root folder.
  public var sequenceId: String?

  /// The folder's name.
  public var name: String?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(
    id: String? = nil, type: ResourceType? = nil, etag: String? = nil, sequenceId: String? = nil,
    name: String? = nil
  ) {
    self.id = id
    self.type = type
    self.etag = etag
    self.sequenceId = sequenceId
    self.name = name
  }

  enum CodingKeys: String, CodingKey {
    case id
    case type
    case etag
    case sequenceId = "sequence_id"
    case name
  }
}
