/// The answer to a part's bytes.
/// [Upload part of file](https://developer.box.com/reference/put-files-upload-sessions-id)
public struct UploadedPart: Codable, Sendable, Hashable {
  /// The part as the server stored it.
  public var part: UploadPart?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(part: UploadPart? = nil) {
    self.part = part
  }

  enum CodingKeys: String, CodingKey {
    case part
  }
}
