public import ChunkModels

/// What came of a new version of a file.
public indirect enum VersionResult: Sendable, Hashable {
  /// The file has a new version, whose size and SHA-1 are equal to the source's.
  case newVersion(FileFull)
  /// The file has this content already, and the service made no version of it. A new name, or what
  /// ``UploadOptions/attributes`` says, may not have been taken then: the file tells.
  case unchanged(FileFull)

  /// The file, whichever it is.
  public var file: FileFull {
    switch self {
    case .newVersion(let file), .unchanged(let file): file
    }
  }
}
