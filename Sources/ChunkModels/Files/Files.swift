/// A list of files: the answer to a commit.
/// [Files](https://developer.box.com/reference/resources/files)
public struct Files: Codable, Sendable, Hashable {
  /// How many files there are.
  public var totalCount: Int64?

  /// The files; a commit gives one.
  public var entries: [FileFull]?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(totalCount: Int64? = nil, entries: [FileFull]? = nil) {
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
    entries = try values.decodeIfPresent([FileFull].self, forKey: .entries)
  }
}
