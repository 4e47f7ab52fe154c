public import ChunkModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// What is known of an upload that was begun: enough to go on with it in another process, or to end it.
///
/// Which parts the service has is not written down, because the service knows better. There is never a
/// token in it.
public struct ResumeRecord: Codable, Sendable, Hashable {
  /// The service's upload URL.
  public var uploadURL: String
  /// The folder's id; `0` is the root folder. Empty for a new version.
  public var folderId: String
  /// The file's name in the folder. For a new version the name that it gives the file, or empty.
  public var fileName: String
  /// The file that gets a new version; `nil` for a new file.
  public var fileId: String?
  /// The source's path: absolute, and without symbolic links.
  public var sourcePath: String

  /// The session as the service gave it, with the URLs of its further requests.
  public var session: UploadSession
  /// The file's size in bytes, for which the session was opened.
  public var fileSize: Int64
  /// The size in bytes of every part but the last.
  public var partSize: Int64
  /// The source as it was when the session was opened.
  public var source: SourceIdentity
  /// What the commit gives the file beside its content.
  public var attributes: CommitAttributes?
  /// What it becomes instead, since the name was taken; `nil` if it becomes what was asked for.
  public var instead: ResumeSubstitute?
  /// The etag that the file has to have when its new version is committed. If somebody has changed the file
  /// that gets a version ``instead``, it is taken out, and the next run takes that of the file as it is then.
  public var ifMatch: String?
  /// When the session was opened.
  public var createdAt: Date
  /// When the record was last written.
  public var updatedAt: Date
  /// How far the commit has come; `nil` while parts are still to be sent.
  public var commit: CommitProgress?

  /// The record of an upload.
  public init(
    key: ResumeKey, session: UploadSession, fileSize: Int64, partSize: Int64, source: SourceIdentity,
    attributes: CommitAttributes? = nil, instead: ResumeSubstitute? = nil, ifMatch: String? = nil,
    createdAt: Date,
    updatedAt: Date,
    commit: CommitProgress? = nil
  ) {
    uploadURL = key.uploadURL
    folderId = key.folderId
    fileName = key.fileName
    fileId = key.fileId
    sourcePath = key.sourcePath
    self.session = session
    self.fileSize = fileSize
    self.partSize = partSize
    self.source = source
    self.attributes = attributes
    self.instead = instead
    self.ifMatch = ifMatch
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.commit = commit
  }

  /// Which upload it is the record of.
  public var key: ResumeKey {
    var key = ResumeKey(
      uploadURL: uploadURL, folderId: folderId, fileName: fileName, sourcePath: sourcePath)
    key.fileId = fileId
    return key
  }

  enum CodingKeys: String, CodingKey {
    case uploadURL = "upload_url"
    case folderId = "folder_id"
    case fileName = "file_name"
    case fileId = "file_id"
    case sourcePath = "source_path"
    case session
    case fileSize = "file_size"
    case partSize = "part_size"
    case source
    case attributes
    case instead
    case ifMatch = "if_match"
    case createdAt = "created_at"
    case updatedAt = "updated_at"
    case commit
  }
}
