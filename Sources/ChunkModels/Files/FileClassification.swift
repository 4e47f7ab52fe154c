/// The classification of a file.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct FileClassification: Codable, Sendable, Hashable {
  /// The name of the classification.
  public var name: String?

  /// What it means.
  public var definition: String?

  /// The colour of its label, such as `#FF0000`.
  public var color: String?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(name: String? = nil, definition: String? = nil, color: String? = nil) {
    self.name = name
    self.definition = definition
    self.color = color
  }

  enum CodingKeys: String, CodingKey {
    case name
    case definition
    case color
  }
}
