/// The record of an upload cannot be used: what is wrong with which file, and what to do about it.
public struct ResumeError: Error, Sendable, Hashable {
  /// What sort of failure it is. Open: more may come; treat unknown ones as ``unavailable``.
  public struct Kind: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The kind as a word, stable between versions.
    public let rawValue: String

    /// A kind from its word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The word.
    public var description: String { rawValue }

    /// The record is damaged: cut off, changed, or no record at all.
    public static let torn = Self(rawValue: "torn")
    /// The record was written by a newer version, in a format that this one does not know.
    public static let newerVersion = Self(rawValue: "newer_version")
    /// Another process, or another call in this one, is working on the upload.
    public static let locked = Self(rawValue: "locked")
    /// Records cannot be kept there: no permission, no room, no directory, not safe from others.
    public static let unavailable = Self(rawValue: "unavailable")
  }

  /// What sort of failure it is; decide by this.
  public var kind: Kind
  /// The file or directory that it is about; empty if not even a directory is known.
  public var path: String
  /// What happened.
  public var message: String
  /// What to do about it.
  public var remedy: String
  /// The process that works on the upload, for ``Kind/locked``, if it is known.
  public var processId: Int32?
  /// The format's version, for ``Kind/newerVersion``.
  public var version: Int?
  /// What is wrong with the file, without saying what the file is: others are kept in the same way.
  var reason: String?

  /// An error.
  public init(
    _ kind: Kind, path: String, _ message: String, remedy: String, processId: Int32? = nil,
    version: Int? = nil
  ) {
    self.kind = kind
    self.path = path
    self.message = message
    self.remedy = remedy
    self.processId = processId
    self.version = version
  }
}

extension ResumeError: CustomStringConvertible {
  /// Message and remedy in one line.
  public var description: String { "\(message). \(remedy)." }
}

extension ChunkError {
  /// The error of an upload whose record cannot be used. The cause is the error given.
  public init(_ error: ResumeError) {
    let isLocked = error.kind == .locked
    self.init(
      isLocked ? .uploadInProgress : .resumeStateUnusable, error.message, remedy: error.remedy,
      isTemporary: isLocked, cause: error)
  }
}
