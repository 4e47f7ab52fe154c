#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import ChunkDigest
internal import Synchronization

/// What the server holds: folders, files and open sessions, in a directory.
///
/// The directory has a journal and a folder of content files. All state in memory is behind one lock,
/// which is held for bookkeeping and a journal line only; content is written and read outside of it.
final class Store: Sendable {
  let policy: StorePolicy
  let state: Mutex<StoreState>
  /// SHA-512 digests of stored parts, by part id, as far as a plan asked for them.
  let planDigests = Mutex<[String: String]>([:])
  private let journal: Journal
  private let contentDirectory: String

  /// Opens the store in a directory, and takes up what an earlier process left there.
  init(directory: String, policy: StorePolicy) throws {
    self.policy = policy
    contentDirectory = directory + "/content"
    guard !SystemCalls.isFile(directory) else {
      throw StoreError(
        description: "the data directory \(directory) is a file; name a directory, or a path where nothing is"
      )
    }
    do {
      try SystemCalls.makeDirectories(contentDirectory)
    } catch {
      throw StoreError(
        description: "\(error.description); name a data directory where files can be written")
    }
    let entries: [JournalEntry]
    (journal, entries) = try Journal.open(path: directory + "/journal.jsonl")
    var restored = StoreState()
    restored.folders[Identifiers.rootFolder] = FolderRecord(
      id: Identifiers.rootFolder, name: "All Files", parentID: nil, createdAt: policy.now())
    let ended = Set(entries.compactMap(\.endedSession))
    for entry in entries {
      // To open the content of a session that is over would make it again.
      if case .session(let record) = entry, ended.contains(record.id) { continue }
      try restored.apply(entry) { try ContentFile(path: "\(directory)/content/\($0.id)", size: $0.size) }
    }
    for id in restored.sessions.keys { restored.sessions[id]?.isRestored = true }
    state = Mutex(restored)
    try state.withLock { state in
      try endExpiredSessions(in: &state)
      removeForgottenContent(state)
    }
  }

  /// Opens a content file that exists.
  func content(_ id: String) throws -> ContentFile { try ContentFile(path: contentDirectory + "/" + id) }

  /// Opens a new content file: one hole of the given size.
  func makeContent(_ id: String, size: Int64) throws -> ContentFile {
    try ContentFile(path: contentDirectory + "/" + id, size: size)
  }

  /// Removes content that nothing refers to: a process that was killed can leave some. Names that are
  /// none of ours stay, should the directory hold something else.
  private func removeForgottenContent(_ state: StoreState) {
    let versions = state.files.values.flatMap(\.versions).map(\.contentID)
    let known = Set(versions).union(state.sessions.keys)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: contentDirectory)) ?? []
    for name in names where Identifiers.isContent(name) && !known.contains(name) { removeContent(name) }
  }

  /// Removes a content file; who has it open can still read it.
  func removeContent(_ id: String) {
    try? FileManager.default.removeItem(atPath: contentDirectory + "/" + id)
  }

  /// Writes an entry to the journal and applies it to the state: the one way in which acknowledged
  /// state changes.
  func record(_ entry: JournalEntry, in state: inout StoreState, file: ContentFile? = nil) throws {
    try journal.append(entry)
    try state.apply(entry) { session in try file ?? makeContent(session.id, size: session.size) }
  }
}

extension StoreState {
  /// Takes in one journal entry: as it happens, and again after a restart.
  mutating func apply(_ entry: JournalEntry, open: (SessionRecord) throws -> ContentFile) throws {
    switch entry {
    case .session(let record):
      sessions[record.id] = SessionState(
        record: record, file: try open(record), prefix: try PrefixDigest())
    case .part(let session, let part):
      sessions[session]?.parts[part.offset] = part
    case .sessionAborted(let id):
      sessions[id] = nil
      closed[id] = .aborted
    case .sessionExpired(let id):
      sessions[id] = nil
      closed[id] = .expired
    case .file(let file, let session):
      files[file.id] = file
      reserve(file.id)
      for version in file.versions { reserve(version.id) }
      if let session {
        sessions[session] = nil
        closed[session] = .committed(fileID: file.id)
      }
    case .fileDeleted(let id):
      files[id] = nil
    case .folder(let folder):
      folders[folder.id] = folder
      reserve(folder.id)
    case .folderDeleted(let id):
      folders[id] = nil
    }
  }
}
