#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Keeps records as small files in a directory that belongs to this user alone.
public struct FileResumeStore: ResumeStore {
  /// The directory's path. It is made when the first upload is opened.
  public let directory: String

  /// A store in a directory, which need not exist yet.
  public init(directory: String) { self.directory = directory }

  /// The store in the usual place: `$XDG_STATE_HOME/chunk`, or else `$HOME/.local/state/chunk`.
  /// [XDG Base Directory](https://specifications.freedesktop.org/basedir/latest/)
  ///
  /// - Throws: ``ResumeError`` with kind ``ResumeError/Kind/unavailable`` if neither variable is an
  ///   absolute path.
  public static func standard(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(ResumeError) -> FileResumeStore {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      return FileResumeStore(directory: state + "/chunk")
    }
    if let home = environment["HOME"], home.hasPrefix("/") {
      return FileResumeStore(directory: home + "/.local/state/chunk")
    }
    throw ResumeError(
      .unavailable, path: "", "There is no directory for the records of uploads: HOME is not set",
      remedy: "Set HOME or XDG_STATE_HOME to an absolute path, or name a state directory")
  }

  /// Opens the record of an upload and locks it; makes the directory if it is not there.
  ///
  /// - Throws: ``ResumeError``, as ``ResumeStore/open(_:)`` does.
  public func open(_ key: ResumeKey) throws(ResumeError) -> any ResumeEntry {
    guard let directory = try StateDirectory.open(directory, creating: true) else {
      throw .unavailable(directory, "it was removed just now", remedy: "Try again")
    }
    return try FileResumeEntry(id: key.id, key: key, in: directory)
  }
}
