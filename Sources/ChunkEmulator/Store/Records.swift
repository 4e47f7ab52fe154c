#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import ChunkModels

/// A part that was received whole, checked and acknowledged.
struct StoredPart: Codable, Sendable, Hashable {
  /// The part's id, eight hexadecimal digits.
  var id: String
  /// Where the part begins in the file, in bytes.
  var offset: Int64
  /// How many bytes the part has.
  var size: Int64
  /// The SHA-1 of its bytes, in hexadecimal.
  var sha1: String

  /// The part's bytes in the file.
  var range: Range<Int64> { offset..<(offset + size) }
}

/// An upload session as it was opened; what happened to it since is in the journal's later lines.
struct SessionRecord: Codable, Sendable, Hashable {
  var id: String
  /// The folder that the file goes into.
  var folderID: String
  /// The file that gets a new version, or `nil` for a new file.
  var fileID: String?
  /// The name that the file gets at commit.
  var name: String
  var size: Int64
  var partSize: Int64
  var createdAt: Date
  var expiresAt: Date
  /// Who opened it; `nil` for the first user.
  var owner: User?

  /// How many parts the session has.
  var totalParts: Int64 { StorePolicy.partCount(size: size, partSize: partSize) }
}

/// One version of a file: which content it has.
struct VersionRecord: Codable, Sendable, Hashable {
  var id: String
  var size: Int64
  /// The SHA-1 of the whole content, in hexadecimal.
  var sha1: String
  /// The name of its file in the content directory.
  var contentID: String
  /// The parts in which it came: what a plan can offer to later sessions.
  var parts: [StoredPart]
  var createdAt: Date
}

/// A file with all its versions, the current one last.
struct FileRecord: Codable, Sendable, Hashable {
  var id: String
  var name: String
  var folderID: String
  /// Counts the changes; as a string, the entity tag.
  var etag: Int
  var versions: [VersionRecord]
  var createdAt: Date
  var modifiedAt: Date
  var attributes: CommitAttributes

  /// The current version's SHA-1, in hexadecimal.
  var sha1: String { versions.last?.sha1 ?? "" }
  /// The current version's size in bytes.
  var size: Int64 { versions.last?.size ?? 0 }
}

/// A folder.
struct FolderRecord: Codable, Sendable, Hashable {
  var id: String
  var name: String
  /// The folder that holds it; `nil` for the root.
  var parentID: String?
  var createdAt: Date
}
