/// What the user of the token may do with a file.
/// [File (full)](https://developer.box.com/reference/resources/file--full)
public struct FilePermissions: Codable, Sendable, Hashable {
  /// May delete the file.
  public var canDelete: Bool?

  /// May download the file.
  public var canDownload: Bool?

  /// May invite collaborators and change their roles.
  public var canInviteCollaborator: Bool?

  /// May rename the file.
  public var canRename: Bool?

  /// May change who a shared link lets in.
  public var canSetShareAccess: Bool?

  /// May make a shared link.
  public var canShare: Bool?

  /// May annotate the file.
  public var canAnnotate: Bool?

  /// May comment on the file.
  public var canComment: Bool?

  /// May preview the file.
  public var canPreview: Bool?

  /// May upload a new version.
  public var canUpload: Bool?

  /// May see everybody's annotations.
  public var canViewAnnotationsAll: Bool?

  /// May see their own annotations.
  public var canViewAnnotationsSelf: Bool?

  /// May put a watermark on the file.
  public var canApplyWatermark: Bool?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(
    canDelete: Bool? = nil, canDownload: Bool? = nil, canInviteCollaborator: Bool? = nil,
    canRename: Bool? = nil, canSetShareAccess: Bool? = nil, canShare: Bool? = nil, canAnnotate: Bool? = nil,
    canComment: Bool? = nil, canPreview: Bool? = nil, canUpload: Bool? = nil,
    canViewAnnotationsAll: Bool? = nil, canViewAnnotationsSelf: Bool? = nil, canApplyWatermark: Bool? = nil
  ) {
    self.canDelete = canDelete
    self.canDownload = canDownload
    self.canInviteCollaborator = canInviteCollaborator
    self.canRename = canRename
    self.canSetShareAccess = canSetShareAccess
    self.canShare = canShare
    self.canAnnotate = canAnnotate
    self.canComment = canComment
    self.canPreview = canPreview
    self.canUpload = canUpload
    self.canViewAnnotationsAll = canViewAnnotationsAll
    self.canViewAnnotationsSelf = canViewAnnotationsSelf
    self.canApplyWatermark = canApplyWatermark
  }

  enum CodingKeys: String, CodingKey {
    case canDelete = "can_delete"
    case canDownload = "can_download"
    case canInviteCollaborator = "can_invite_collaborator"
    case canRename = "can_rename"
    case canSetShareAccess = "can_set_share_access"
    case canShare = "can_share"
    case canAnnotate = "can_annotate"
    case canComment = "can_comment"
    case canPreview = "can_preview"
    case canUpload = "can_upload"
    case canViewAnnotationsAll = "can_view_annotations_all"
    case canViewAnnotationsSelf = "can_view_annotations_self"
    case canApplyWatermark = "can_apply_watermark"
  }
}
