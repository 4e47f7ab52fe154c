/// One key by which a list is sorted.
/// [Upload parts](https://developer.box.com/reference/resources/upload-parts)
public struct UploadPartsOrder: Codable, Sendable, Hashable {
  /// The field that is compared.
  public var by: String?

  /// Upwards or downwards.
  public var direction: SortDirection?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(by: String? = nil, direction: SortDirection? = nil) {
    self.by = by
    self.direction = direction
  }

  enum CodingKeys: String, CodingKey {
    case by
    case direction
  }
}
