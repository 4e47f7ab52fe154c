/// One page of the parts that the server holds.
/// [List parts](https://developer.box.com/reference/get-files-upload-sessions-id-parts)
public struct UploadParts: Codable, Sendable, Hashable {
  /// One more than the index of the last part of the whole list. There may be fewer parts than this:
  /// count the entries.
  public var totalCount: Int64?

  /// The most entries of this page; the server may lower what was asked for.
  public var limit: Int64?

  /// The index of this page's first entry in the list of parts. Not an offset in bytes.
  public var offset: Int64?

  /// How the entries are sorted.
  public var order: [UploadPartsOrder]?

  /// The parts of this page.
  public var entries: [UploadPart]?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(
    totalCount: Int64? = nil, limit: Int64? = nil, offset: Int64? = nil, order: [UploadPartsOrder]? = nil,
    entries: [UploadPart]? = nil
  ) {
    self.totalCount = totalCount
    self.limit = limit
    self.offset = offset
    self.order = order
    self.entries = entries
  }

  enum CodingKeys: String, CodingKey {
    case totalCount = "total_count"
    case limit
    case offset
    case order
    case entries
  }

  /// Reads the value from the JSON that Box sends; see ``WireJSON`` for what is tolerated.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    totalCount = try values.wholeNumber(.totalCount)
    limit = try values.wholeNumber(.limit)
    offset = try values.wholeNumber(.offset)
    order = values.lenient(.order)
    entries = try values.decodeIfPresent([UploadPart].self, forKey: .entries)
  }
}
