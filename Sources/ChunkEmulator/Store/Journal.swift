#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// One thing that the server has acknowledged. The store's state is what these lines add up to.
enum JournalEntry: Codable, Sendable, Hashable {
  case session(SessionRecord)
  case part(session: String, part: StoredPart)
  case sessionAborted(String)
  case sessionExpired(String)
  /// A file as it is from now on; made from a session, unless it came in one piece.
  case file(FileRecord, session: String?)
  case fileDeleted(String)
  case folder(FolderRecord)
  case folderDeleted(String)

  /// The session that is over with this.
  var endedSession: String? {
    switch self {
    case .sessionAborted(let id), .sessionExpired(let id): id
    case .file(_, let session): session
    default: nil
    }
  }
}

/// The journal: one JSON line for each thing acknowledged, written after the content and before the
/// answer. It is not flushed to the disk: it outlives the process, killed or not, which is what tests
/// do to it; it need not outlive the machine.
final class Journal: Sendable {
  private let descriptor: CInt

  /// Opens a journal, drops a torn last line, and gives what the lines say.
  static func open(path: String) throws -> (Journal, [JournalEntry]) {
    let descriptor = try SystemCalls.open(path, appending: true)
    let journal = Journal(descriptor: descriptor)
    try SystemCalls.lock(descriptor, path: path)
    let bytes = try Data(contentsOf: URL(filePath: path))
    let complete = bytes.lastIndex(of: newline).map { bytes[...$0] } ?? bytes[..<bytes.startIndex]
    if complete.count < bytes.count { try SystemCalls.setLength(descriptor, to: Int64(complete.count)) }
    let decoder = JSONDecoder()
    let entries = try complete.split(separator: newline).enumerated().map { number, line in
      do {
        return try decoder.decode(JournalEntry.self, from: Data(line))
      } catch {
        throw StoreError(description: "line \(number + 1) of \(path) is not a journal line: \(error)")
      }
    }
    return (journal, entries)
  }

  private init(descriptor: CInt) { self.descriptor = descriptor }

  deinit {
    SystemCalls.unlock(descriptor)
    SystemCalls.closeDescriptor(descriptor)
  }

  /// Adds a line. When this returns, the entry outlives the process.
  func append(_ entry: JournalEntry) throws {
    var line = [UInt8](try JSONEncoder().encode(entry))
    line.append(Self.newline)
    try SystemCalls.append(descriptor, line)
  }

  private static let newline = UInt8(ascii: "\n")
}
