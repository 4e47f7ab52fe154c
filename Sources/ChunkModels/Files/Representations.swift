/// The renditions of a file, such as images and text.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct Representations: Codable, Sendable, Hashable {
  /// The renditions.
  public var entries: [Representation]?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(entries: [Representation]? = nil) {
    self.entries = entries
  }

  enum CodingKeys: String, CodingKey {
    case entries
  }

  /// Reads the value from the JSON that Box sends; see ``WireJSON`` for what is tolerated.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    entries = values.lenient(.entries)
  }
}
