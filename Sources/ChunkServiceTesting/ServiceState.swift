internal import ChunkDigest

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A file of a ``MemoryService``.
public struct MemoryFile: Sendable, Hashable {
  /// Its id.
  public let id: String
  /// The folder's id.
  public let folderId: String
  /// Its name.
  public internal(set) var name: String
  /// Its bytes.
  public internal(set) var content: Data
  /// The SHA-1 of its bytes, in hexadecimal.
  public internal(set) var sha1: String
  /// Its entity tag: how many versions came before this one.
  public internal(set) var etag: Int
}

/// An open session of a ``MemoryService``.
public struct MemorySession: Sendable, Hashable {
  /// A part that was sent.
  public struct Part: Sendable, Hashable {
    /// Its id: eight hexadecimal digits.
    public let id: String
    /// Where it begins in the file, in bytes.
    public let offset: Int64
    /// Its bytes.
    public let content: Data
    /// The SHA-1 of its bytes, in hexadecimal.
    public let sha1: String
  }

  /// Its id: thirty-two hexadecimal digits.
  public let id: String
  /// The folder's id.
  public let folderId: String
  /// The id of the file that gets a new version; `nil` for a new file.
  public let fileId: String?
  /// The file's name.
  public let name: String
  /// The file's size, in bytes.
  public let size: Int64
  /// The size of its parts but the last, in bytes.
  public let partSize: Int64
  /// The parts that are there, by their offsets.
  public internal(set) var parts: [Int64: Part] = [:]
  /// How many commits were answered by 202.
  var delayedCommits = 0

  /// How many parts make the file.
  public var totalParts: Int64 { (size + partSize - 1) / partSize }

  /// The parts that are there, in the order of the file.
  public var orderedParts: [Part] { parts.values.sorted { $0.offset < $1.offset } }
}

/// All that a service holds.
struct ServiceState: Sendable {
  var files: [MemoryFile] = []
  var sessions: [String: MemorySession] = [:]
  private var lastNumber = 0

  /// A number that no other thing has.
  mutating func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }

  /// An id of so many hexadecimal digits.
  mutating func hexadecimalId(digits: Int) -> String {
    let number = String(nextNumber(), radix: 16, uppercase: true)
    return String(repeating: "0", count: digits - number.count) + number
  }

  /// The file of a name in a folder; names are compared without regard to case, as the service does.
  func file(named name: String, in folderId: String) -> MemoryFile? {
    files.first { $0.folderId == folderId && $0.name.lowercased() == name.lowercased() }
  }

  /// Adds a file, or a version to the file of an id.
  mutating func store(
    name: String, folderId: String, content: Data, sha1: String, asVersionOf id: String? = nil
  ) -> MemoryFile {
    if let index = files.firstIndex(where: { $0.id == id }) {
      files[index].name = name
      files[index].content = content
      files[index].sha1 = sha1
      files[index].etag += 1
      return files[index]
    }
    let file = MemoryFile(
      id: String(100_000 + nextNumber()), folderId: folderId, name: name, content: content, sha1: sha1,
      etag: 0)
    files.append(file)
    return file
  }
}

/// The SHA-1 of bytes, in hexadecimal.
func sha1(of content: Data) throws -> String { try SHA1.digest(of: content).hexadecimal }
