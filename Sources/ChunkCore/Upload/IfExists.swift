extension UploadOptions {
  /// What becomes of the upload of a new file whose name is taken in its folder: the service says so when
  /// the session is opened, or at the latest when it is committed.
  public enum IfExists: String, Sendable, Hashable, CaseIterable {
    /// It fails with kind ``ChunkError/Kind/conflict``; ``ChunkError/conflict`` says what has the name.
    case fail
    /// Size and SHA-1 of the file that is there are compared with the source's. If they are the same, nothing is
    /// sent, and the result is that file, unchanged; if not, it fails as ``fail`` does. A stream cannot be
    /// compared before it is sent, and is refused at once.
    case skipSame = "skip-same"
    /// The file that is there gets a new version, if its etag is still the one that was seen; else it fails
    /// with kind ``ChunkError/Kind/preconditionFailed``, and the same call again replaces what is there then.
    case version
    /// It gets the first free one of the names `disk (1).img` to `disk (100).img`.
    case rename
  }
}
