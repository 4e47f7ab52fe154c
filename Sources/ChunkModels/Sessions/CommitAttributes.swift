#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// What a commit gives a file beside its content: the attributes of a direct upload.
///
/// Box keeps these times to the second, and ``WireJSON`` writes them so.
/// [Upload file](https://developer.box.com/reference/post-files-content)
public struct CommitAttributes: Codable, Sendable, Hashable {
  /// When the content was made, which may be before the upload.
  public var contentCreatedAt: Date?

  /// When the content was last changed, which may be before the upload.
  public var contentModifiedAt: Date?

  /// The file's description.
  public var description: String?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(contentCreatedAt: Date? = nil, contentModifiedAt: Date? = nil, description: String? = nil) {
    self.contentCreatedAt = contentCreatedAt
    self.contentModifiedAt = contentModifiedAt
    self.description = description
  }

  enum CodingKeys: String, CodingKey {
    case contentCreatedAt = "content_created_at"
    case contentModifiedAt = "content_modified_at"
    case description
  }

  /// Reads the value from the JSON that Box sends; see ``WireJSON`` for what is tolerated.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    contentCreatedAt = values.lenient(.contentCreatedAt)
    contentModifiedAt = values.lenient(.contentModifiedAt)
    description = try values.decodeIfPresent(String.self, forKey: .description)
  }
}
