internal import ChunkDigest

/// Which upload it is: the same call in a later process has the same key, and finds the record by it.
///
/// The file's size is left out on purpose: a file that has grown is the same upload with another
/// source, and that has to be noticed.
public struct ResumeKey: Sendable, Hashable {
  /// The service's upload URL.
  public var uploadURL: String
  /// The folder's id; `0` is the root folder. Empty for a new version: the file stays where it is.
  public var folderId: String
  /// The file's name in the folder. For a new version the name that it gives the file, or empty.
  public var fileName: String
  /// The source's path: absolute, and without symbolic links.
  public var sourcePath: String
  /// The file that gets a new version; `nil` for a new file.
  public var fileId: String?

  /// The key of a new file's upload.
  public init(uploadURL: String, folderId: String, fileName: String, sourcePath: String) {
    self.uploadURL = uploadURL
    self.folderId = folderId
    self.fileName = fileName
    self.sourcePath = sourcePath
  }

  /// The key of a new version's upload.
  ///
  /// - Parameters:
  ///   - uploadURL: The service's upload URL.
  ///   - fileId: The file's id.
  ///   - newName: The name that the version gives the file; `nil` if it keeps its own.
  ///   - sourcePath: The source's path: absolute, and without symbolic links.
  public init(uploadURL: String, fileId: String, newName: String?, sourcePath: String) {
    self.init(uploadURL: uploadURL, folderId: "", fileName: newName ?? "", sourcePath: sourcePath)
    self.fileId = fileId
  }

  /// A short name for the key, the same in every process: 16 hexadecimal digits in lower case, the
  /// first of a SHA-1 over the four fields, and the file's id if there is one, each after its length (eight
  /// bytes, the highest first).
  public var id: String {
    var bytes: [UInt8] = []
    for field in [uploadURL, folderId, fileName, sourcePath] + [fileId].compactMap(\.self) {
      withUnsafeBytes(of: UInt64(field.utf8.count).bigEndian) { bytes += $0 }
      bytes += field.utf8
    }
    // A machine that forbids SHA-1 uploads nothing. The one name for all keys does no harm there: a
    // record names its key, and is not taken for another's.
    guard let digest = try? SHA1.digest(of: bytes) else {
      return String(repeating: "0", count: Self.idLength)
    }
    return String(digest.hexadecimal.prefix(Self.idLength))
  }

  private static let idLength = 16

  /// Whether a text looks like an ``id``. Nothing else becomes a part of a path.
  static func isId(_ text: some StringProtocol) -> Bool {
    text.utf8.count == idLength
      && text.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}
