import ChunkCore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The directory that records are to be kept in.
enum StatePlace {
  /// Makes the directory if it is not there.
  ///
  /// - Throws: ``ResumeError`` if it cannot be made, or nothing can be written in it.
  static func make(_ directory: String) throws(ResumeError) {
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw unavailable(directory, "cannot make the directory '\(directory)'")
    }
    guard access(directory, W_OK | X_OK) == 0 else {
      throw unavailable(directory, "cannot write in the directory '\(directory)'")
    }
  }

  private static func unavailable(_ directory: String, _ message: String) -> ResumeError {
    ResumeError(
      .unavailable, path: directory, message,
      remedy: "Choose a directory on a local disk that belongs to you alone")
  }
}
