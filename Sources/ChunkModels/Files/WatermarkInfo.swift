/// Whether a file has a watermark.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct WatermarkInfo: Codable, Sendable, Hashable {
  /// Whether a watermark is applied.
  public var isWatermarked: Bool?

  /// Whether it comes from a folder above.
  public var isWatermarkInherited: Bool?

  /// Whether an access policy demands it.
  public var isWatermarkedByAccessPolicy: Bool?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(
    isWatermarked: Bool? = nil, isWatermarkInherited: Bool? = nil, isWatermarkedByAccessPolicy: Bool? = nil
  ) {
    self.isWatermarked = isWatermarked
    self.isWatermarkInherited = isWatermarkInherited
    self.isWatermarkedByAccessPolicy = isWatermarkedByAccessPolicy
  }

  enum CodingKeys: String, CodingKey {
    case isWatermarked = "is_watermarked"
    case isWatermarkInherited = "is_watermark_inherited"
    case isWatermarkedByAccessPolicy = "is_watermarked_by_access_policy"
  }
}
