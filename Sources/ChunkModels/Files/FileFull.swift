#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A file with all that Box tells of it.
///
/// ``id``, ``size`` and ``sha1`` say whether an upload arrived, so a wrong JSON type there is an error.
/// Any other field that cannot be read is `nil`: a surprise in a sharing setting must not make a
/// finished upload look like a failed one.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct FileFull: Codable, Sendable, Hashable {
  /// The file's identifier.
  public var id: String?

  /// Always ``ResourceType/file``.
  public var type: ResourceType?

  /// The version of the item for `If-Match` and `If-None-Match`.
  public var etag: String?

  /// The number of the last event that touched the file.
  public var sequenceId: String?

  /// The file's name.
  public var name: String?

  /// The SHA-1 of the content in hexadecimal.
  public var sha1: String?

  /// The current version.
  public var fileVersion: FileVersionMini?

  /// The description; Box may cut it after 255 characters.
  public var description: String?

  /// The size of the content in bytes.
  public var size: Int64?

  /// The folders above the file.
  public var pathCollection: FilePathCollection?

  /// When the file was made on Box.
  public var createdAt: Date?

  /// When the file last changed on Box.
  public var modifiedAt: Date?

  /// When the file was put in the trash.
  public var trashedAt: Date?

  /// When the trash is expected to drop it.
  public var purgedAt: Date?

  /// When the content was made, which may be before the upload.
  public var contentCreatedAt: Date?

  /// When the content last changed, which may be before the upload.
  public var contentModifiedAt: Date?

  /// Who made the file.
  public var createdBy: UserMini?

  /// Who changed it last.
  public var modifiedBy: UserMini?

  /// Who owns it.
  public var ownedBy: UserMini?

  /// The shared link, if there is one.
  public var sharedLink: SharedLink?

  /// The folder that holds the file.
  public var parent: FolderMini?

  /// Whether the file is in use, in the trash or gone.
  public var itemStatus: ItemStatus?

  /// The number of the current version.
  public var versionNumber: String?

  /// How many comments there are.
  public var commentCount: Int64?

  /// What the user of the token may do with the file.
  public var permissions: FilePermissions?

  /// The tags.
  public var tags: [String]?

  /// The lock, if there is one.
  public var lock: FileLock?

  /// The part of the name after the last dot; may be empty.
  public var `extension`: String?

  /// Whether the file is a package of macOS.
  public var isPackage: Bool?

  /// A link to a preview; only when asked for.
  public var expiringEmbedLink: ExpiringEmbedLink?

  /// Whether there is a watermark.
  public var watermarkInfo: WatermarkInfo?

  /// Whether a shared link of the file or of a folder above reaches it.
  public var isAccessibleViaSharedLink: Bool?

  /// The roles that collaborators may be given.
  public var allowedInviteeRoles: [InviteeRole]?

  /// Whether the owner is outside the enterprise.
  public var isExternallyOwned: Bool?

  /// Whether there are collaborators.
  public var hasCollaborations: Bool?

  /// Metadata: by scope, then by template; a template's fields are its own.
  public var metadata: [String: [String: JSONValue]]?

  /// When the file will be deleted by itself.
  public var expiresAt: Date?

  /// Renditions of the file.
  public var representations: Representations?

  /// The classification.
  public var classification: FileClassification?

  /// The name of who uploaded the file, at the time.
  public var uploaderDisplayName: String?

  /// When the retention of the file ends.
  public var dispositionAt: Date?

  /// The permissions that a shared link may have.
  public var sharedLinkPermissionOptions: [SharedLinkPermission]?

  /// Whether the file or a folder above belongs to an app item.
  public var isAssociatedWithAppItem: Bool?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(
    id: String? = nil, type: ResourceType? = nil, etag: String? = nil, sequenceId: String? = nil,
    name: String? = nil, sha1: String? = nil, fileVersion: FileVersionMini? = nil, description: String? = nil,
    size: Int64? = nil, pathCollection: FilePathCollection? = nil, createdAt: Date? = nil,
    modifiedAt: Date? = nil, trashedAt: Date? = nil, purgedAt: Date? = nil, contentCreatedAt: Date? = nil,
    contentModifiedAt: Date? = nil, createdBy: UserMini? = nil, modifiedBy: UserMini? = nil,
    ownedBy: UserMini? = nil, sharedLink: SharedLink? = nil, parent: FolderMini? = nil,
    itemStatus: ItemStatus? = nil, versionNumber: String? = nil, commentCount: Int64? = nil,
    permissions: FilePermissions? = nil, tags: [String]? = nil, lock: FileLock? = nil,
    `extension`: String? = nil, isPackage: Bool? = nil, expiringEmbedLink: ExpiringEmbedLink? = nil,
    watermarkInfo: WatermarkInfo? = nil, isAccessibleViaSharedLink: Bool? = nil,
    allowedInviteeRoles: [InviteeRole]? = nil, isExternallyOwned: Bool? = nil, hasCollaborations: Bool? = nil,
    metadata: [String: [String: JSONValue]]? = nil, expiresAt: Date? = nil,
    representations: Representations? = nil, classification: FileClassification? = nil,
    uploaderDisplayName: String? = nil, dispositionAt: Date? = nil,
    sharedLinkPermissionOptions: [SharedLinkPermission]? = nil, isAssociatedWithAppItem: Bool? = nil
  ) {
    self.id = id
    self.type = type
    self.etag = etag
    self.sequenceId = sequenceId
    self.name = name
    self.sha1 = sha1
    self.fileVersion = fileVersion
    self.description = description
    self.size = size
    self.pathCollection = pathCollection
    self.createdAt = createdAt
    self.modifiedAt = modifiedAt
    self.trashedAt = trashedAt
    self.purgedAt = purgedAt
    self.contentCreatedAt = contentCreatedAt
    self.contentModifiedAt = contentModifiedAt
    self.createdBy = createdBy
    self.modifiedBy = modifiedBy
    self.ownedBy = ownedBy
    self.sharedLink = sharedLink
    self.parent = parent
    self.itemStatus = itemStatus
    self.versionNumber = versionNumber
    self.commentCount = commentCount
    self.permissions = permissions
    self.tags = tags
    self.lock = lock
    self.extension = `extension`
    self.isPackage = isPackage
    self.expiringEmbedLink = expiringEmbedLink
    self.watermarkInfo = watermarkInfo
    self.isAccessibleViaSharedLink = isAccessibleViaSharedLink
    self.allowedInviteeRoles = allowedInviteeRoles
    self.isExternallyOwned = isExternallyOwned
    self.hasCollaborations = hasCollaborations
    self.metadata = metadata
    self.expiresAt = expiresAt
    self.representations = representations
    self.classification = classification
    self.uploaderDisplayName = uploaderDisplayName
    self.dispositionAt = dispositionAt
    self.sharedLinkPermissionOptions = sharedLinkPermissionOptions
    self.isAssociatedWithAppItem = isAssociatedWithAppItem
  }
}
