#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import ChunkDigest

/// An open session: its record, what arrived, and what is arriving.
struct SessionState: Sendable {
  let record: SessionRecord
  let file: ContentFile
  /// The parts that are stored, by offset.
  var parts: [Int64: StoredPart] = [:]
  /// The attempts under way, by offset.
  var attempts: [Int64: WritePermit] = [:]
  /// Offsets where an attempt may have left bytes, so that zeros must be written there.
  var touched: Set<Int64> = []
  /// The session was read back after a restart: attempts that nobody remembers may have left bytes.
  var isRestored = false
  /// The whole file's digest as far as it is known.
  var prefix: PrefixDigest?
  /// A thread is taking stored parts into ``prefix``.
  var isFollowing = false
  /// How many commits were answered with "not finished yet".
  var delayedCommits = 0
  /// A commit is computing the file's digest.
  var isCommitting = false

  /// The stored parts in file order.
  var orderedParts: [StoredPart] { parts.values.sorted { $0.offset < $1.offset } }

  /// A stored part that shares bytes with a range.
  func storedPart(overlapping range: Range<Int64>) -> StoredPart? {
    parts[range.lowerBound] ?? parts.values.first { $0.range.overlaps(range) }
  }
}

/// A session that is over, as far as later requests must know.
enum ClosedSession: Sendable, Hashable {
  case aborted
  /// Nobody committed it in time.
  case expired
  /// The file that it became.
  case committed(fileID: String)
}

/// All that the server holds.
struct StoreState: Sendable {
  var sessions: [String: SessionState] = [:]
  var closed: [String: ClosedSession] = [:]
  /// Sessions that came to nothing and whose parts plans find all the same.
  var held: [SessionState] = []
  var files: [String: FileRecord] = [:]
  var folders: [String: FolderRecord] = [:]
  var nextItem = Identifiers.firstItem

  /// A fresh id for a file, version or folder.
  mutating func makeItemID() -> String {
    defer { nextItem += 1 }
    return String(nextItem)
  }

  /// Keeps ``nextItem`` above an id that the journal mentions.
  mutating func reserve(_ id: String) {
    if let number = Int64(id), number >= nextItem { nextItem = number + 1 }
  }

  /// The file of a name in a folder; names are compared without regard to case, as the service does.
  func file(named name: String, inFolder folderID: String) -> FileRecord? {
    let wanted = name.lowercased()
    return files.values.first { $0.folderID == folderID && $0.name.lowercased() == wanted }
  }

  /// The folder of a name in a folder.
  func folder(named name: String, inFolder parentID: String) -> FolderRecord? {
    let wanted = name.lowercased()
    return folders.values.first { $0.parentID == parentID && $0.name.lowercased() == wanted }
  }

  /// The open session of an id.
  ///
  /// - Throws: 404 if there is none, 410 if it expired.
  func openSession(_ id: String, now: Date) throws(APIError) -> SessionState {
    if closed[id] == .expired { throw .sessionExpired(id) }
    guard let session = sessions[id] else { throw .sessionNotFound(id) }
    guard session.record.expiresAt > now else { throw .sessionExpired(id) }
    return session
  }

  /// 409 if an item other than `allowed` has the name in the folder.
  func requireFree(name: String, inFolder folderID: String, allowed: String? = nil) throws(APIError) {
    if let file = file(named: name, inFolder: folderID), file.id != allowed {
      throw .nameInUse(by: file)
    }
    if let folder = folder(named: name, inFolder: folderID) { throw .nameInUse(by: folder) }
  }
}
