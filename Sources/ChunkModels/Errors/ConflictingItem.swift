/// An item that stands in the way: mostly the file that already has the name.
///
/// Its ``sha1`` tells whether it is what was to be uploaded.
/// [Common errors](https://developer.box.com/guides/api-calls/permissions-and-errors/common-errors/)
public struct ConflictingItem: Codable, Sendable, Hashable {
  /// The item's identifier.
  public var id: String?

  /// What the item is.
  public var type: ResourceType?

  /// The version of the item for `If-Match` and `If-None-Match`.
  public var etag: String?

  /// The number of the last event that touched the item.
  public var sequenceId: String?

  /// The item's name.
  public var name: String?

  /// The SHA-1 of a file's content in hexadecimal.
  public var sha1: String?

  /// The size of a file in bytes; not always sent.
  public var size: Int64?

  /// The current version of a file.
  public var fileVersion: FileVersionMini?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(
    id: String? = nil, type: ResourceType? = nil, etag: String? = nil, sequenceId: String? = nil,
    name: String? = nil, sha1: String? = nil, size: Int64? = nil, fileVersion: FileVersionMini? = nil
  ) {
    self.id = id
    self.type = type
    self.etag = etag
    self.sequenceId = sequenceId
    self.name = name
    self.sha1 = sha1
    self.size = size
    self.fileVersion = fileVersion
  }

  enum CodingKeys: String, CodingKey {
    case id
    case type
    case etag
    case sequenceId = "sequence_id"
    case name
    case sha1
    case size
    case fileVersion = "file_version"
  }

  /// Reads the value from the JSON that Box sends; see ``WireJSON`` for what is tolerated.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = values.lenient(.id)
    type = values.lenient(.type)
    etag = values.lenient(.etag)
    sequenceId = values.lenient(.sequenceId)
    name = values.lenient(.name)
    sha1 = values.lenient(.sha1)
    size = values.lenient(.size)
    fileVersion = values.lenient(.fileVersion)
  }
}
