/// One rendition of a file.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct Representation: Codable, Sendable, Hashable {
  /// Where its bytes are.
  public var content: RepresentationContent?

  /// Where more is said about it.
  public var info: RepresentationInfo?

  /// Its size and kind.
  public var properties: RepresentationProperties?

  /// Its format, such as `png`.
  public var representation: String?

  /// Whether it is ready.
  public var status: RepresentationStatus?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(
    content: RepresentationContent? = nil, info: RepresentationInfo? = nil,
    properties: RepresentationProperties? = nil, representation: String? = nil,
    status: RepresentationStatus? = nil
  ) {
    self.content = content
    self.info = info
    self.properties = properties
    self.representation = representation
    self.status = status
  }

  enum CodingKeys: String, CodingKey {
    case content
    case info
    case properties
    case representation
    case status
  }
}
