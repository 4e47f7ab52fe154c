/// A part that a client means to upload, and in the answer one that the server lacks.
/// [Plan upload session](https://developer.box.com/reference/post-files-upload-sessions-id-plan)
public struct UploadPartPlan: Codable, Sendable, Hashable {
  /// Where the part begins in the file, in bytes.
  public var offset: Int64

  /// The size of the part in bytes.
  public var size: Int64

  /// The SHA-512 of the part's bytes in hexadecimal.
  public var sha512: String

  /// Creates the part; Box requires all three fields.
  public init(offset: Int64, size: Int64, sha512: String) {
    self.offset = offset
    self.size = size
    self.sha512 = sha512
  }

  enum CodingKeys: String, CodingKey {
    case offset
    case size
    case sha512
  }
}
