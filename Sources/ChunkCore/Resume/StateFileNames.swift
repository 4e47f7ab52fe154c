/// The names of the files that one record consists of.
struct StateFileNames: Sendable {
  private static let recordSuffix = ".state"

  /// The ``ResumeKey/id`` of the upload.
  let id: String
  /// The record.
  var record: String { id + Self.recordSuffix }
  /// The lock of it.
  var lock: String { id + ".lock" }
  /// The next record while it is written.
  var temporary: String { id + ".tmp" }

  init(id: String) { self.id = id }

  /// The names for the record's file name, or `nil` for the name of any other file.
  init?(record name: String) {
    guard name.hasSuffix(Self.recordSuffix), ResumeKey.isId(name.dropLast(Self.recordSuffix.count)) else {
      return nil
    }
    id = String(name.dropLast(Self.recordSuffix.count))
  }

  /// The record, or `nil` if there is none.
  func readRecord(in directory: StateDirectory) throws(ResumeError) -> ResumeRecord? {
    guard let bytes = try directory.read(record) else { return nil }
    let found = try ResumeFormat.record(from: bytes, path: directory.file(record))
    guard found.key.id == id else { throw .otherUpload(directory.file(record)) }
    return found
  }
}

extension ResumeError {
  /// A record whose file has the name of another one's: somebody has renamed or copied it.
  static func otherUpload(_ path: String) -> ResumeError {
    unavailable(
      path, "it is the record of another upload", remedy: "Remove that file, or give it its name back")
  }
}
