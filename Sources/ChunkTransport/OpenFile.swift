#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A file that is open for reading, closed when its last user lets go of it.
///
/// Reads name their offset (`pread`), so any number of parts can be read at once.
public final class OpenFile: Sendable {
  /// The descriptor. It belongs to this object: do not close it.
  public let descriptor: CInt

  /// The path it was opened by, for messages; `nil` for a descriptor that was handed in.
  public let path: String?

  /// Opens a file for reading.
  ///
  /// - Throws: ``FileError`` if there is no such file, it may not be read, or it is a directory.
  public init(path: String) throws(FileError) {
    // C would end the path at a NUL, and open another file than the one that was named.
    guard !path.utf8.contains(0) else { throw FileError(operation: .open, path: path, code: EINVAL) }
    var descriptor: CInt
    repeat {
      // A named pipe without a writer would hold the caller here, where nothing can be cancelled.
      descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else { throw FileError(operation: .open, path: path, code: errno) }
    self.descriptor = descriptor
    self.path = path
    // Reads wait as usual; only the opening did not.
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    guard try status().isDirectory == false else {
      throw FileError(operation: .open, path: path, code: EISDIR)
    }
  }

  /// Duplicates a descriptor that the caller keeps, and may close at any time.
  ///
  /// - Throws: ``FileError`` if it is not an open descriptor.
  public init(duplicating descriptor: CInt) throws(FileError) {
    let duplicate = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard duplicate >= 0 else { throw FileError(operation: .open, path: nil, code: errno) }
    self.descriptor = duplicate
    self.path = nil
  }

  deinit { close(descriptor) }

  /// What the system says of the file now.
  ///
  /// - Throws: ``FileError`` if it says nothing.
  public func status() throws(FileError) -> Status {
    var raw = stat()
    guard fstat(descriptor, &raw) == 0 else { throw FileError(operation: .status, path: path, code: errno) }
    let type = raw.st_mode & S_IFMT
    #if canImport(Darwin)
      let (modified, changed) = (raw.st_mtimespec, raw.st_ctimespec)
    #else
      let (modified, changed) = (raw.st_mtim, raw.st_ctim)
    #endif
    return Status(
      size: Int64(raw.st_size), isRegularFile: type == S_IFREG, isDirectory: type == S_IFDIR,
      modified: .seconds(Int64(modified.tv_sec)) + .nanoseconds(Int64(modified.tv_nsec)),
      changed: .seconds(Int64(changed.tv_sec)) + .nanoseconds(Int64(changed.tv_nsec)),
      device: UInt64(truncatingIfNeeded: raw.st_dev), inode: UInt64(raw.st_ino))
  }

  /// Reads bytes at an offset.
  ///
  /// - Returns: How many bytes were read: fewer than asked for near the end, 0 at the end.
  /// - Throws: ``FileError`` if the file cannot be read there, as before its beginning.
  public func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count >= 0 { return count }
      if errno != EINTR { throw FileError(operation: .read, path: path, code: errno) }
    }
  }

  /// Reads the bytes that come next, where there are no offsets: a pipe, a terminal, a device.
  ///
  /// - Returns: How many bytes were read, 0 at the end. It waits for the first of them.
  /// - Throws: ``FileError`` if they cannot be read.
  public func readNext(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    while true {
      let count = Self.systemRead(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw FileError(operation: .read, path: path, code: errno) }
    }
  }

  /// `read(2)`, which the methods of this type would hide by their name.
  private static let systemRead: @Sendable (CInt, UnsafeMutableRawPointer?, Int) -> Int = {
    #if canImport(Darwin)
      Darwin.read($0, $1, $2)
    #elseif canImport(Musl)
      Musl.read($0, $1, $2)
    #else
      Glibc.read($0, $1, $2)
    #endif
  }

  /// What the system says of a file.
  public struct Status: Sendable, Hashable {
    /// Its size in bytes.
    public let size: Int64
    /// Whether it is a regular file: one whose bytes can be read again, at any offset.
    public let isRegularFile: Bool
    /// Whether it is a directory.
    public let isDirectory: Bool
    /// When its content was last changed: the time since 1970-01-01 00:00 UTC.
    public let modified: Duration
    /// When its content or anything else of it was last changed, its names and its times included.
    /// Unlike ``modified`` nobody can set it back.
    public let changed: Duration
    /// The device that it is on; with ``inode`` it tells files apart.
    public let device: UInt64
    /// Its number on the device.
    public let inode: UInt64
  }
}
