/// The body that makes a file of the parts of a session.
/// [Commit upload session](https://developer.box.com/reference/post-files-upload-sessions-id-commit)
public struct CreateFileUploadSessionCommitRequest: Codable, Sendable, Hashable {
  /// Every part of the file, in the order of their offsets.
  public var parts: [UploadPart]

  /// What the file is given beside its content; not written when `nil`.
  public var attributes: CommitAttributes?

  /// Creates the body from all parts of the file.
  public init(parts: [UploadPart], attributes: CommitAttributes? = nil) {
    self.parts = parts
    self.attributes = attributes
  }

  enum CodingKeys: String, CodingKey {
    case parts
    case attributes
  }
}
