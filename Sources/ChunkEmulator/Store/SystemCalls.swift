#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The few system calls of the store, each with a Swift error.
///
/// Plain `pwrite` and `pread` on the page cache: they take microseconds, and the tasks that call them
/// run on Swift's own threads, never on an event loop. Work that lasts longer (digests of whole files)
/// goes to a thread pool instead.
enum SystemCalls {
  /// Opens a file for reading and writing, creating it if need be; only the owner may read it.
  static func open(_ path: String, creating: Bool = true, appending: Bool = false) throws(StoreError)
    -> CInt
  {
    let flags = O_RDWR | O_CLOEXEC | (creating ? O_CREAT : 0) | (appending ? O_APPEND : 0)
    #if canImport(Glibc)
      let descriptor = Glibc.open(path, flags, 0o600)
    #elseif canImport(Musl)
      let descriptor = Musl.open(path, flags, 0o600)
    #else
      let descriptor = Darwin.open(path, flags, 0o600)
    #endif
    guard descriptor >= 0 else { throw failure("open", path) }
    return descriptor
  }

  /// The bytes of a file that someone named.
  static func readFile(_ path: String) throws(StoreError) -> [UInt8] {
    #if canImport(Glibc)
      let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    #elseif canImport(Musl)
      let descriptor = Musl.open(path, O_RDONLY | O_CLOEXEC)
    #else
      let descriptor = Darwin.open(path, O_RDONLY | O_CLOEXEC)
    #endif
    guard descriptor >= 0 else { throw failure("read", path) }
    defer { closeDescriptor(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      // Plain reads, since a script may well come from a pipe.
      let count = block.withUnsafeMutableBytes { systemRead(descriptor, $0) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure("read", path) }
      if count == 0 { return bytes }
      bytes += block[..<count]
    }
  }

  private static func systemRead(_ descriptor: CInt, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  /// Makes a directory and those above it, as far as they are not there.
  static func makeDirectories(_ path: String) throws(StoreError) {
    var end = path.startIndex
    while end < path.endIndex {
      end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
      let part = String(path[..<end])
      guard mkdir(part, 0o777) == 0 || errno == EEXIST else { throw failure("make the directory", part) }
    }
  }

  /// Whether a path leads to something that is no directory.
  static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
  }

  /// Closes a descriptor.
  static func closeDescriptor(_ descriptor: CInt) { _ = close(descriptor) }

  /// Sets a file's length; what is new is a hole that reads as zeros.
  static func setLength(_ descriptor: CInt, to length: Int64) throws(StoreError) {
    guard ftruncate(descriptor, off_t(length)) == 0 else { throw failure("set the length of", "a file") }
  }

  /// Writes all bytes at an offset.
  static func write(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer, at offset: Int64)
    throws(StoreError)
  {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(done))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure("write", "content") }
      done += count
    }
  }

  /// Appends all bytes in one call, so that a process that is killed leaves at most one torn line.
  static func append(_ descriptor: CInt, _ bytes: [UInt8]) throws(StoreError) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        #if canImport(Glibc)
          Glibc.write(descriptor, $0.baseAddress, $0.count)
        #elseif canImport(Musl)
          Musl.write(descriptor, $0.baseAddress, $0.count)
        #else
          Darwin.write(descriptor, $0.baseAddress, $0.count)
        #endif
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure("append to", "the journal") }
      done += count
    }
  }

  /// Reads up to a buffer's size at an offset; zero at the end of the file.
  static func read(_ descriptor: CInt, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64)
    throws(StoreError) -> Int
  {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure("read", "content") }
      return count
    }
  }

  /// Takes the lock of a file that stands for its directory, or says that another process has it. One that has just
  /// ended may have it for a moment more, and so may a thread that is at its last piece of work.
  static func lock(_ descriptor: CInt, path: String) throws(StoreError) {
    for _ in 0..<100 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      usleep(10_000)
    }
    throw StoreError(
      description: "\(path) is in use by another emulator; stop it or choose another data directory")
  }

  /// Gives the lock back. A program that is being started may have the descriptor for a moment more, so that to close it
  /// would not do.
  static func unlock(_ descriptor: CInt) { _ = flock(descriptor, LOCK_UN) }

  private static func failure(_ verb: String, _ path: String) -> StoreError {
    StoreError(description: "could not \(verb) \(path): \(String(cString: strerror(errno)))")
  }
}
