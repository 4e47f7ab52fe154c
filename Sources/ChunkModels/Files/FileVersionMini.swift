/// A version of a file.
/// [File version (mini)](https://developer.box.com/reference/resources/file-version--mini)
public struct FileVersionMini: Codable, Sendable, Hashable {
  /// The version's identifier.
  public var id: String?

  /// Always ``ResourceType/fileVersion``.
  public var type: ResourceType?

  /// The SHA-1 of this version's content in hexadecimal.
  public var sha1: String?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(id: String? = nil, type: ResourceType? = nil, sha1: String? = nil) {
    self.id = id
    self.type = type
    self.sha1 = sha1
  }

  enum CodingKeys: String, CodingKey {
    case id
    case type
    case sha1
  }
}
