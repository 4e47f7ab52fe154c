#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The directory that records are kept in, held open.
///
/// Files in it are named, never reached by a path: so no symbolic link is followed on the way to them,
/// whatever becomes of the directory's path.
final class StateDirectory: Sendable {
  /// Its path, as it was given; for messages.
  let path: String
  let descriptor: CInt

  private init(path: String, descriptor: CInt) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { _ = close(descriptor) }

  /// Opens a directory, and makes it if that is wanted, with those above it; only the owner may enter.
  ///
  /// - Returns: `nil` if it is not there and was not to be made.
  /// - Throws: ``ResumeError`` if it cannot be opened or made, or if others may write to it.
  static func open(_ path: String, creating: Bool) throws(ResumeError) -> StateDirectory? {
    // C would end the path at a NUL, and open another directory than the one that was named.
    guard !path.isEmpty, !path.utf8.contains(0) else { throw .unavailable(path, "it is no path") }
    var descriptor = openDirectory(path)
    if descriptor < 0, errno == ENOENT {
      guard creating else { return nil }
      try make(path)
      descriptor = openDirectory(path)
    }
    guard descriptor >= 0 else { throw .unavailable(errno, path, cannot: "open it") }
    let directory = StateDirectory(path: path, descriptor: descriptor)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unavailable(errno, path, cannot: "look at it") }
    guard status.st_uid == geteuid() else { throw .unavailable(path, "it belongs to another user") }
    // Others may see the names in it, which say nothing. Who can write to it can replace a record.
    guard status.st_mode & 0o022 == 0 else {
      throw .unavailable(path, "others can write to it", remedy: "Take that from them (chmod 700)")
    }
    return directory
  }

  private static func openDirectory(_ path: String) -> CInt {
    #if canImport(Darwin)
      Darwin.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    #elseif canImport(Musl)
      Musl.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    #else
      Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    #endif
  }

  private static func make(_ path: String) throws(ResumeError) {
    var end = path.startIndex
    while end < path.endIndex {
      end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
      let part = String(path[..<end])
      guard mkdir(part, 0o700) == 0 || errno == EEXIST else {
        throw .unavailable(errno, path, cannot: "make the directory '\(part)'")
      }
    }
  }

  /// The path of a file in it, for messages.
  func file(_ name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

  /// Opens a file in it that belongs to this user alone.
  ///
  /// - Returns: `nil` if there is none and it was not to be made.
  /// - Throws: ``ResumeError`` if it cannot be opened, is no regular file, or is not safe from others.
  func open(_ name: String, _ flags: CInt) throws(ResumeError) -> CInt? {
    // Without O_NONBLOCK a named pipe would hold the caller here.
    let opened = openat(descriptor, name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    guard opened >= 0 else {
      if errno == ENOENT, flags & O_CREAT == 0 { return nil }
      throw .unavailable(errno, file(name), cannot: "open it")
    }
    do throws(ResumeError) {
      try checkFile(name, opened)
      return opened
    } catch {
      _ = close(opened)
      throw error
    }
  }

  private func checkFile(_ name: String, _ opened: CInt) throws(ResumeError) {
    var status = stat()
    guard fstat(opened, &status) == 0 else { throw .unavailable(errno, file(name), cannot: "look at it") }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unavailable(file(name), "it is not a file", remedy: "Remove what is there")
    }
    guard status.st_uid == geteuid() else { throw .unavailable(file(name), "it belongs to another user") }
    guard status.st_mode & 0o077 == 0 else {
      throw .unavailable(file(name), "others may use it", remedy: "Take that from them (chmod 600)")
    }
  }
}
