internal import ChunkDigest
internal import ChunkTransportTesting
internal import Foundation
internal import Synchronization

/// A directory for one test's files, removed with its last user, or at the end of the process.
public final class TemporaryDirectory: Sendable {
  /// Its path.
  public let path: String

  /// Makes an empty one.
  public init() throws {
    path = NSTemporaryDirectory() + "/chunk-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    _ = Self.present.withLock { $0.insert(path) }
  }

  deinit {
    Evidence.keepRecords(below: path)
    try? FileManager.default.removeItem(atPath: path)
    _ = Self.present.withLock { $0.remove(path) }
  }

  /// Those that are there. What a static holds has no last user, so the rest goes with the process.
  private static let present = {
    atexit { TemporaryDirectory.removeAll() }
    return Mutex<Set<String>>([])
  }()

  private static func removeAll() {
    for path in present.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }

  /// The path of a file in it, which need not exist.
  public func file(_ name: String) -> String { path + "/" + name }

  /// Writes bytes to a file and returns its path.
  public func write(_ bytes: [UInt8], to name: String = "file") throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  /// Writes a file of ``pattern(_:)`` and returns its path.
  public func writePattern(count: Int, to name: String = "pattern") throws -> String {
    try write(pattern(count), to: name)
  }

  /// Makes a file of so many zero bytes that takes no room on the disk, and returns its path.
  public func makeSparse(count: Int64, name: String = "sparse") throws -> String {
    _ = try write([], to: name)
    guard truncate(file(name), off_t(count)) == 0 else { throw SystemCallError("truncate") }
    return file(name)
  }
}

/// The SHA-1 of some bytes in hexadecimal.
public func sha1(_ bytes: [UInt8]) throws -> String { try SHA1.digest(of: bytes).hexadecimal }
