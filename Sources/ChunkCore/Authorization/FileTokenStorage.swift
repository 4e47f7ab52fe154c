internal import ChunkThreads

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif
#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Keeps a login in a file that belongs to this user alone, and locks it among all processes that use it.
///
/// The file is replaced in one step and flushed to the disk; its mode is 0600. No symbolic link is followed to it, and it
/// is refused if others can read it, or can write to its directory.
public final class FileTokenStorage: TokenStorage {
  /// The file's path.
  public let path: String
  private let directory: String
  private let name: String
  private let held = Mutex<HeldLock?>(nil)

  /// Whoever has the lock asks the token endpoint meanwhile, some times if need be.
  private static let patience = Duration.seconds(120)

  /// A storage in a file, which need not exist yet. Its directory is made when the first login is saved.
  public init(path: String) {
    self.path = path
    let end = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    name = end.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    directory = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  /// Whether there is a file. Nobody looks into it.
  public var exists: Bool { access(path, F_OK) == 0 }

  /// The storage in the usual place: `$XDG_CONFIG_HOME/chunk/login.json`, or else `$HOME/.config/chunk/login.json`.
  /// [XDG Base Directory](https://specifications.freedesktop.org/basedir/latest/)
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/tokenUnavailable`` if neither variable is an absolute path.
  public static func standard(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(ChunkError) -> FileTokenStorage {
    if let configuration = environment["XDG_CONFIG_HOME"], configuration.hasPrefix("/") {
      return FileTokenStorage(path: configuration + "/chunk/login.json")
    }
    if let home = environment["HOME"], home.hasPrefix("/") {
      return FileTokenStorage(path: home + "/.config/chunk/login.json")
    }
    throw ChunkError(
      .tokenUnavailable, "There is no directory for a login: HOME is not set",
      remedy: "Set HOME or XDG_CONFIG_HOME to an absolute path")
  }

  /// The login.
  ///
  /// - Throws: ``ChunkError`` if the file cannot be read, is not safe from others, or holds no login.
  public func load() async throws(ChunkError) -> StoredLogin? {
    let bytes = try await doing { directory, name throws(ResumeError) in
      try StateDirectory.open(directory, creating: false)?.read(name)
    }
    guard let bytes else { return nil }
    do throws(ChunkError) {
      return try StoredLogin(json: Data(bytes))
    } catch {
      var error = error
      error.message += ": '\(path)'"
      throw error
    }
  }

  /// Keeps a login; `nil` removes the file.
  ///
  /// - Throws: ``ChunkError`` if it cannot be written. Then the old file is still there.
  public func save(_ login: StoredLogin?) async throws(ChunkError) {
    let bytes = login.map { [UInt8]($0.json) }
    try await doing { directory, name throws(ResumeError) in
      guard let directory = try StateDirectory.open(directory, creating: bytes != nil) else { return }
      if let bytes {
        try directory.replace(name, with: bytes, writing: name + ".tmp")
      } else {
        try directory.remove(name)
        directory.synchronize()
      }
    }
  }

  /// Waits until no other process, and nobody in this one, has the file; two minutes at most.
  ///
  /// - Throws: ``ChunkError`` if another keeps it, if this file system has no locks, or if the task is cancelled.
  public func lock() async throws(ChunkError) {
    let (directory, name) = (directory, name + ".lock")
    let lock = try await WorkerThread.doing { interruption throws(ChunkError) in
      do throws(ResumeError) {
        return try HeldLock.take(name, in: directory, patience: Self.patience, interruption)
      } catch {
        throw self.failure(error)
      }
    }
    held.withLock { $0 = lock }
  }

  /// Gives the file back.
  public func unlock() async { held.withLock { $0 = nil } }

  /// Works with the file on a thread of its own: a disk that hangs holds up nobody else.
  private func doing<Value: Sendable>(
    _ work: @escaping @Sendable (_ directory: String, _ name: String) throws(ResumeError) -> Value
  ) async throws(ChunkError) -> Value {
    let (directory, name) = (directory, name)
    return try await WorkerThread.doing { _ throws(ChunkError) in
      do throws(ResumeError) {
        return try work(directory, name)
      } catch {
        throw self.failure(error)
      }
    }
  }

  private func failure(_ error: ResumeError) -> ChunkError {
    let isLocked = error.kind == .locked
    let reason =
      isLocked
      ? "\(error.processId.map { "process \($0)" } ?? "another process") has it locked"
      : error.reason ?? error.message
    return ChunkError(
      .tokenUnavailable, "The login in '\(path)' cannot be used: \(reason)", remedy: error.remedy,
      isTemporary: isLocked,
      cause: error)
  }
}

extension FileTokenStorage: CustomReflectable {
  /// The path.
  public var customMirror: Mirror { Mirror(self, children: ["path": path]) }
}

/// A lock that is given back when nobody has this any more, also if nobody has waited for it to the end.
private final class HeldLock: Sendable {
  private let lock: StateLock

  private init(_ lock: StateLock) { self.lock = lock }

  deinit { lock.release() }

  static func take(
    _ name: String, in path: String, patience: Duration, _ interruption: WorkerThread.Interruption
  ) throws(ResumeError) -> HeldLock {
    let end = ContinuousClock.now + patience
    while true {
      guard let directory = try StateDirectory.open(path, creating: true) else {
        throw .unavailable(path, "it was removed just now", remedy: "Try again")
      }
      do throws(ResumeError) {
        return HeldLock(try StateLock.take(name, in: directory))
      } catch {
        guard error.kind == .locked, !interruption.isSet, ContinuousClock.now < end else { throw error }
      }
    }
  }
}
