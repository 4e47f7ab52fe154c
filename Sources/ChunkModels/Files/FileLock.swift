#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A lock: only its owner may change, move or rename the file.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct FileLock: Codable, Sendable, Hashable {
  /// The lock's identifier.
  public var id: String?

  /// Always ``ResourceType/lock``.
  public var type: ResourceType?

  /// Who locked the file.
  public var createdBy: UserMini?

  /// When the file was locked.
  public var createdAt: Date?

  /// When the lock ends; may be past.
  public var expiredAt: Date?

  /// Whether the lock also forbids downloads.
  public var isDownloadPrevented: Bool?

  /// The application that holds the lock, if no user does.
  public var appType: LockAppType?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(
    id: String? = nil, type: ResourceType? = nil, createdBy: UserMini? = nil, createdAt: Date? = nil,
    expiredAt: Date? = nil, isDownloadPrevented: Bool? = nil, appType: LockAppType? = nil
  ) {
    self.id = id
    self.type = type
    self.createdBy = createdBy
    self.createdAt = createdAt
    self.expiredAt = expiredAt
    self.isDownloadPrevented = isDownloadPrevented
    self.appType = appType
  }

  enum CodingKeys: String, CodingKey {
    case id
    case type
    case createdBy = "created_by"
    case createdAt = "created_at"
    case expiredAt = "expired_at"
    case isDownloadPrevented = "is_download_prevented"
    case appType = "app_type"
  }

  /// Reads the value from the JSON that Box sends; see ``WireJSON`` for what is tolerated.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = values.lenient(.id)
    type = values.lenient(.type)
    createdBy = values.lenient(.createdBy)
    createdAt = values.lenient(.createdAt)
    expiredAt = values.lenient(.expiredAt)
    isDownloadPrevented = values.lenient(.isDownloadPrevented)
    appType = values.lenient(.appType)
  }
}
