internal import Foundation
internal import Synchronization

/// What the tests have seen of logs, errors, events and records, kept for a search for secrets: `scripts/search-secrets`.
///
/// Nothing is kept unless `CHUNK_TEST_EVIDENCE` names a directory, as `scripts/test` does.
public enum Evidence {
  private static let directory = ProcessInfo.processInfo.environment["CHUNK_TEST_EVIDENCE"]
  private static let file = Mutex<FileHandle?>(open("seen"))

  /// A file for the secrets that an emulator gives and receives; `nil` if none are kept.
  public static let secretsLog: String? = directory.map { "\($0)/secrets/swift-\(getpid())" }

  /// Keeps all that can be printed of a value.
  public static func keep(_ value: Any) {
    guard directory != nil else { return }
    var text = "\(value)\n\(String(reflecting: value))\n"
    dump(value, to: &text)
    file.withLock { try? $0?.write(contentsOf: Data(text.utf8)) }
  }

  /// Keeps the records of uploads in a directory.
  static func keepRecords(below path: String) {
    guard directory != nil, let names = FileManager.default.enumerator(atPath: path) else { return }
    for case let name as String in names where name.hasSuffix(".state") {
      guard let data = FileManager.default.contents(atPath: path + "/" + name) else { continue }
      file.withLock { try? $0?.write(contentsOf: data) }
    }
  }

  private static func open(_ folder: String) -> FileHandle? {
    guard let directory else { return nil }
    let path = "\(directory)/\(folder)/swift-\(getpid())"
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    return FileHandle(forWritingAtPath: path)
  }
}
