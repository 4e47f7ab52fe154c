extension FileFull {
  enum CodingKeys: String, CodingKey {
    case id
    case type
    case etag
    case sequenceId = "sequence_id"
    case name
    case sha1
    case fileVersion = "file_version"
    case description
    case size
    case pathCollection = "path_collection"
    case createdAt = "created_at"
    case modifiedAt = "modified_at"
    case trashedAt = "trashed_at"
    case purgedAt = "purged_at"
    case contentCreatedAt = "content_created_at"
    case contentModifiedAt = "content_modified_at"
    case createdBy = "created_by"
    case modifiedBy = "modified_by"
    case ownedBy = "owned_by"
    case sharedLink = "shared_link"
    case parent
    case itemStatus = "item_status"
    case versionNumber = "version_number"
    case commentCount = "comment_count"
    case permissions
    case tags
    case lock
    case `extension`
    case isPackage = "is_package"
    case expiringEmbedLink = "expiring_embed_link"
    case watermarkInfo = "watermark_info"
    case isAccessibleViaSharedLink = "is_accessible_via_shared_link"
    case allowedInviteeRoles = "allowed_invitee_roles"
    case isExternallyOwned = "is_externally_owned"
    case hasCollaborations = "has_collaborations"
    case metadata
    case expiresAt = "expires_at"
    case representations
    case classification
    case uploaderDisplayName = "uploader_display_name"
    case dispositionAt = "disposition_at"
    case sharedLinkPermissionOptions = "shared_link_permission_options"
    case isAssociatedWithAppItem = "is_associated_with_app_item"
  }

  /// Reads the value from the JSON that Box sends; see ``WireJSON`` for what is tolerated.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decodeIfPresent(String.self, forKey: .id)
    type = values.lenient(.type)
    etag = values.lenient(.etag)
    sequenceId = values.lenient(.sequenceId)
    name = values.lenient(.name)
    sha1 = try values.decodeIfPresent(String.self, forKey: .sha1)
    fileVersion = values.lenient(.fileVersion)
    description = values.lenient(.description)
    size = try values.wholeNumber(.size)
    pathCollection = values.lenient(.pathCollection)
    createdAt = values.lenient(.createdAt)
    modifiedAt = values.lenient(.modifiedAt)
    trashedAt = values.lenient(.trashedAt)
    purgedAt = values.lenient(.purgedAt)
    contentCreatedAt = values.lenient(.contentCreatedAt)
    contentModifiedAt = values.lenient(.contentModifiedAt)
    createdBy = values.lenient(.createdBy)
    modifiedBy = values.lenient(.modifiedBy)
    ownedBy = values.lenient(.ownedBy)
    sharedLink = values.lenient(.sharedLink)
    parent = values.lenient(.parent)
    itemStatus = values.lenient(.itemStatus)
    versionNumber = values.lenient(.versionNumber)
    commentCount = values.lenient(.commentCount)
    permissions = values.lenient(.permissions)
    tags = values.lenient(.tags)
    lock = values.lenient(.lock)
    self.extension = values.lenient(.extension)
    isPackage = values.lenient(.isPackage)
    expiringEmbedLink = values.lenient(.expiringEmbedLink)
    watermarkInfo = values.lenient(.watermarkInfo)
    isAccessibleViaSharedLink = values.lenient(.isAccessibleViaSharedLink)
    allowedInviteeRoles = values.lenient(.allowedInviteeRoles)
    isExternallyOwned = values.lenient(.isExternallyOwned)
    hasCollaborations = values.lenient(.hasCollaborations)
    metadata = values.lenient(.metadata)
    expiresAt = values.lenient(.expiresAt)
    representations = values.lenient(.representations)
    classification = values.lenient(.classification)
    uploaderDisplayName = values.lenient(.uploaderDisplayName)
    dispositionAt = values.lenient(.dispositionAt)
    sharedLinkPermissionOptions = values.lenient(.sharedLinkPermissionOptions)
    isAssociatedWithAppItem = values.lenient(.isAssociatedWithAppItem)
  }
}
