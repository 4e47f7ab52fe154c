/// The folders above a file, the root folder first.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct FilePathCollection: Codable, Sendable, Hashable {
  /// How many folders there are.
  public var totalCount: Int64?

  /// The folders.
  public var entries: [FolderMini]?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(totalCount: Int64? = nil, entries: [FolderMini]? = nil) {
    self.totalCount = totalCount
    self.entries = entries
  }

  enum CodingKeys: String, CodingKey {
    case totalCount = "total_count"
    case entries
  }

  /// Reads the value from the JSON that Box sends; see ``WireJSON`` for what is tolerated.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    totalCount = values.lenient(.totalCount)
    entries = values.lenient(.entries)
  }
}
