#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// An upload session: the server's side of one chunked upload.
///
/// Box chooses ``partSize``; a client cannot ask for another. Every field is optional on the wire.
/// [Upload session](https://developer.box.com/reference/resources/upload-session)
public struct UploadSession: Codable, Sendable, Hashable {
  /// The session's identifier, a hexadecimal text.
  public var id: String?

  /// Always ``ResourceType/uploadSession``.
  public var type: ResourceType?

  /// When the server forgets the session and its parts; `nil` also when the text is no date.
  public var sessionExpiresAt: Date?

  /// The size in bytes of every part but the last, which may be smaller.
  public var partSize: Int64?

  /// How many parts the whole file takes.
  public var totalParts: Int64?

  /// How many parts the server has received and processed; starts at 0.
  public var numPartsProcessed: Int64?

  /// Where the further requests of this session go.
  public var sessionEndpoints: UploadSessionEndpoints?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(
    id: String? = nil, type: ResourceType? = nil, sessionExpiresAt: Date? = nil, partSize: Int64? = nil,
    totalParts: Int64? = nil, numPartsProcessed: Int64? = nil, sessionEndpoints: UploadSessionEndpoints? = nil
  ) {
    self.id = id
    self.type = type
    self.sessionExpiresAt = sessionExpiresAt
    self.partSize = partSize
    self.totalParts = totalParts
    self.numPartsProcessed = numPartsProcessed
    self.sessionEndpoints = sessionEndpoints
  }

  enum CodingKeys: String, CodingKey {
    case id
    case type
    case sessionExpiresAt = "session_expires_at"
    case partSize = "part_size"
    case totalParts = "total_parts"
    case numPartsProcessed = "num_parts_processed"
    case sessionEndpoints = "session_endpoints"
  }

  /// Reads the value from the JSON that Box sends; see ``WireJSON`` for what is tolerated.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decodeIfPresent(String.self, forKey: .id)
    type = values.lenient(.type)
    sessionExpiresAt = values.lenient(.sessionExpiresAt)
    partSize = try values.wholeNumber(.partSize)
    totalParts = try values.wholeNumber(.totalParts)
    numPartsProcessed = values.lenient(.numPartsProcessed)
    sessionEndpoints = try values.decodeIfPresent(UploadSessionEndpoints.self, forKey: .sessionEndpoints)
  }
}
