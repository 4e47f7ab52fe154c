/// The least that says which part is meant.
/// [Upload part (mini)](https://developer.box.com/reference/resources/upload-part--mini)
public struct UploadPartMini: Codable, Sendable, Hashable {
  /// The part's identifier, which the server gives it: eight hexadecimal digits.
  public var partId: String?

  /// Where the part begins in the file, in bytes.
  public var offset: Int64?

  /// The size of the part in bytes.
  public var size: Int64?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(partId: String? = nil, offset: Int64? = nil, size: Int64? = nil) {
    self.partId = partId
    self.offset = offset
    self.size = size
  }

  enum CodingKeys: String, CodingKey {
    case partId = "part_id"
    case offset
    case size
  }

  /// Reads the value from the JSON that Box sends; see ``WireJSON`` for what is tolerated.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    partId = try values.decodeIfPresent(String.self, forKey: .partId)
    offset = try values.wholeNumber(.offset)
    size = try values.wholeNumber(.size)
  }
}
