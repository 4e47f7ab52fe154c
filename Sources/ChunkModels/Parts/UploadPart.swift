/// A part that the server holds.
///
/// A field of a wrong JSON type is an error that names the field: a part that is misread here would be
/// skipped, or sent twice, later.
/// [Upload part](https://developer.box.com/reference/resources/upload-part)
public struct UploadPart: Codable, Sendable, Hashable {
  /// The part's identifier, which the server gives it: eight hexadecimal digits.
  public var partId: String?

  /// Where the part begins in the file, in bytes.
  public var offset: Int64?

  /// The size of the part in bytes.
  public var size: Int64?

  /// The SHA-1 of the part's bytes in hexadecimal; the `Digest` header has it in base64.
  public var sha1: String?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(partId: String? = nil, offset: Int64? = nil, size: Int64? = nil, sha1: String? = nil) {
    self.partId = partId
    self.offset = offset
    self.size = size
    self.sha1 = sha1
  }

  enum CodingKeys: String, CodingKey {
    case partId = "part_id"
    case offset
    case size
    case sha1
  }

  /// Reads the value from the JSON that Box sends; see ``WireJSON`` for what is tolerated.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    partId = try values.decodeIfPresent(String.self, forKey: .partId)
    offset = try values.wholeNumber(.offset)
    size = try values.wholeNumber(.size)
    sha1 = try values.decodeIfPresent(String.self, forKey: .sha1)
  }
}
