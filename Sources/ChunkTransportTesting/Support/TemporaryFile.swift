internal import ChunkTransport

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A file of a check that has no name any more: it goes with its last user, however the process ends.
final class TemporaryFile: Sendable {
  private let descriptor: CInt

  /// A file of these bytes.
  init(_ bytes: [UInt8]) throws {
    let directory = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(directory)/chunk-check-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw SystemCallError("mkstemp") }
    unlink(&template)
    self.descriptor = descriptor
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress.map { $0 + offset }, bytes.count - offset, off_t(offset))
      }
      guard count > 0 else { throw SystemCallError("pwrite") }
      offset += count
    }
  }

  /// A file of so many zero bytes, which take no room on the disk.
  convenience init(zeros count: Int64) throws {
    try self.init([])
    try truncate(to: count)
  }

  deinit { close(descriptor) }

  /// Makes it so long, in bytes.
  func truncate(to count: Int64) throws {
    guard ftruncate(descriptor, off_t(count)) == 0 else { throw SystemCallError("ftruncate") }
  }

  /// A region of it as a body.
  func body(offset: Int64 = 0, length: Int64) throws -> RequestBody {
    .file(FileRegion(file: try OpenFile(duplicating: descriptor), offset: offset, length: length))
  }
}
