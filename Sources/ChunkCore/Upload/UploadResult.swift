public import ChunkModels

/// What came of an upload: ``FileUpload/result``.
public struct UploadResult: Sendable, Hashable {
  /// Which of the possible ends it was.
  public enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// What was asked for: a new file of that name, or a new version of that file.
    case done
    /// The name was taken, and the file that has it got a new version (``UploadOptions/IfExists/version``).
    case newVersion = "new_version"
    /// The name was taken, and the file got another one (``UploadOptions/IfExists/rename``).
    case renamed
    /// The file that is there has this content already: no version was made of it.
    case unchanged
  }

  private let boxed: Boxed<FileFull>
  /// The file. Its size and SHA-1 are equal to the source's.
  public var file: FileFull { boxed.value }
  /// Which of the possible ends it was.
  public let outcome: Outcome

  /// What came of an upload.
  public init(file: FileFull, outcome: Outcome) {
    boxed = Boxed(file)
    self.outcome = outcome
  }
}
