/// A part that the server already holds, so that nobody has to send it.
/// [Plan upload session](https://developer.box.com/reference/post-files-upload-sessions-id-plan)
public struct UploadPartPlanHit: Codable, Sendable, Hashable {
  /// Where the part begins in the file, in bytes.
  public var offset: Int64

  /// The size of the part in bytes.
  public var size: Int64

  /// The SHA-512 of the part's bytes in hexadecimal.
  public var sha512: String

  /// The identifier under which a commit names the part.
  public var partId: String

  /// Creates the hit; Box gives all four fields.
  public init(offset: Int64, size: Int64, sha512: String, partId: String) {
    self.offset = offset
    self.size = size
    self.sha512 = sha512
    self.partId = partId
  }

  enum CodingKeys: String, CodingKey {
    case offset
    case size
    case sha512
    case partId = "part_id"
  }
}
