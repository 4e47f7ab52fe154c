#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

extension StateDirectory {
  /// More than any record has.
  private static let largestFile = 1 << 20

  /// The bytes of a file, or `nil` if there is none.
  ///
  /// - Throws: ``ResumeError`` if it cannot be read, or is larger than any record.
  func read(_ name: String) throws(ResumeError) -> [UInt8]? {
    guard let opened = try open(name, O_RDONLY) else { return nil }
    defer { _ = close(opened) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = block.withUnsafeMutableBytes { pread(opened, $0.baseAddress, $0.count, off_t(bytes.count)) }
      if count == 0 { return bytes }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw .unavailable(errno, file(name), cannot: "read it")
      }
      bytes += block[..<count]
      guard bytes.count <= Self.largestFile else { throw .torn(file(name), "it is too large to be one") }
    }
  }

  /// Puts a file with these bytes in the place of the one with this name. It is written under another name,
  /// and gets its own when all of it is on the disk: at any time there is the old file or the new one.
  ///
  /// - Throws: ``ResumeError``; then the old file is still there.
  func replace(_ name: String, with bytes: [UInt8], writing temporary: String) throws(ResumeError) {
    do throws(ResumeError) {
      try remove(temporary)
      try create(temporary, bytes)
      guard renameat(descriptor, temporary, descriptor, name) == 0 else {
        throw .unavailable(errno, file(name), cannot: "replace it")
      }
    } catch {
      _ = unlinkat(descriptor, temporary, 0)
      throw error
    }
    synchronize()
  }

  private func create(_ name: String, _ bytes: [UInt8]) throws(ResumeError) {
    guard let opened = try open(name, O_WRONLY | O_CREAT | O_EXCL) else { return }
    defer { _ = close(opened) }
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { pwrite(opened, $0.baseAddress, $0.count, off_t(done)) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .unavailable(errno, file(name), cannot: "write it") }
      done += count
    }
    guard fsync(opened) == 0 else { throw .unavailable(errno, file(name), cannot: "write it to the disk") }
  }

  /// Removes a file, if there is one.
  ///
  /// - Throws: ``ResumeError`` if it stays.
  func remove(_ name: String) throws(ResumeError) {
    guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else {
      throw .unavailable(errno, file(name), cannot: "remove it")
    }
  }

  /// Lets the names in the directory outlive the machine. Some file systems cannot do this for a directory;
  /// the names are right all the same, so that is no failure.
  func synchronize() { _ = fsync(descriptor) }

  /// Whether there is anything with this name, be it a file or not.
  func contains(_ name: String) -> Bool {
    var status = stat()
    return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
  }

  /// Whether an open file is the one that has this name now.
  func isNamed(_ name: String, _ opened: CInt) -> Bool {
    var (there, here) = (stat(), stat())
    guard fstatat(descriptor, name, &there, AT_SYMLINK_NOFOLLOW) == 0, fstat(opened, &here) == 0 else {
      return false
    }
    return there.st_dev == here.st_dev && there.st_ino == here.st_ino
  }
}
