#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The lock of one record: `flock` on a file of its own, so that the record itself can be replaced.
///
/// The file is there while it is locked, with the holder's process id for messages, and is left behind only
/// by a process that was killed; the system takes the lock itself from that one. Every opening has a lock of
/// its own, so two in the same process exclude each other as two processes do.
struct StateLock: Sendable {
  private let directory: StateDirectory
  private let name: String
  private let descriptor: CInt

  /// Who looks whether something is locked holds the lock for an instant. So much patience has this for it,
  /// in steps of five milliseconds.
  private static let patience = 20

  /// Takes the lock.
  ///
  /// - Throws: ``ResumeError`` if another has it, or if this file system has no locks.
  static func take(_ name: String, in directory: StateDirectory) throws(ResumeError) -> StateLock {
    var refusals = 0
    while true {
      guard let descriptor = try directory.open(name, O_RDWR | O_CREAT) else { continue }
      let code = flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? 0 : errno
      // Who had the lock before has removed its file, and somebody may have locked the next one already:
      // the lock counts only if the file is still the one with the name.
      if code == 0, directory.isNamed(name, descriptor) {
        let lock = StateLock(directory: directory, name: name, descriptor: descriptor)
        lock.writeProcessId()
        return lock
      }
      let holder = processId(in: descriptor)
      _ = close(descriptor)
      switch code {
      case 0, EINTR: continue
      case EWOULDBLOCK:
        refusals += 1
        guard refusals < patience else { throw .locked(directory.file(name), by: holder) }
        usleep(5_000)
      default: throw .unavailable(code, directory.file(name), cannot: "lock it")
      }
    }
  }

  /// Whether the lock still counts. Somebody who took the file for a leftover may have removed it.
  var isInPlace: Bool { directory.isNamed(name, descriptor) }

  /// Removes the file and gives the lock back, in this order.
  func release() {
    if isInPlace { try? directory.remove(name) }
    // A child that is being started may have the descriptor until it runs its program; closing ours would
    // not end the lock.
    _ = flock(descriptor, LOCK_UN)
    _ = close(descriptor)
  }

  /// Whether somebody has the lock, and which process if that is known.
  ///
  /// - Throws: ``ResumeError`` if the file cannot be opened.
  static func holder(
    of name: String, in directory: StateDirectory
  ) throws(ResumeError) -> (isLocked: Bool, processId: Int32?) {
    guard let descriptor = try directory.open(name, O_RDONLY) else { return (false, nil) }
    defer { _ = close(descriptor) }
    if flock(descriptor, LOCK_SH | LOCK_NB) == 0 {
      _ = flock(descriptor, LOCK_UN)
      return (false, nil)
    }
    return errno == EWOULDBLOCK ? (true, processId(in: descriptor)) : (false, nil)
  }

  /// Only messages need it: whether the disk has room for it decides nothing.
  private func writeProcessId() {
    let text = Array("\(getpid())\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = text.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  private static func processId(in descriptor: CInt) -> Int32? {
    var text = [UInt8](repeating: 0, count: 16)
    let count = text.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return nil }
    return Int32(String(decoding: text[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }
}
