/// What an upload is to become: a new file, or a new version of one.
struct UploadTarget: Sendable, Hashable {
  enum Place: Sendable, Hashable {
    /// A file of this name in this folder.
    case newFile(folderId: String, name: String)
    /// A version of this file, which is renamed with it if there is a name.
    case version(fileId: String, name: String?)
  }

  let place: Place
  let fileSize: Int64
  /// Whether it is to be a version of a file that is there.
  var isVersion: Bool { if case .version = place { true } else { false } }

  /// The etag that the file has to have when its new version is committed.
  var ifMatch: String?
  /// Whether it has taken the place of what was asked for, since that name was taken.
  var isInstead = false
}

extension UploadTarget {
  /// What is to be made instead.
  func instead(_ place: Place, ifMatch: String? = nil) -> UploadTarget {
    UploadTarget(place: place, fileSize: fileSize, ifMatch: ifMatch, isInstead: true)
  }

  /// What a record says of it; `nil` if it is what was asked for.
  var substitute: ResumeSubstitute? {
    guard isInstead else { return nil }
    return switch place {
    case .newFile(_, let name): ResumeSubstitute(fileName: name)
    case .version(let id, _): ResumeSubstitute(fileId: id)
    }
  }

  /// What an upload with this target has come to.
  func outcome(isUnchanged: Bool) -> UploadResult.Outcome {
    if isUnchanged { return .unchanged }
    guard isInstead else { return .done }
    return if case .version = place { .newVersion } else { .renamed }
  }
}

extension ResumeKey {
  /// The key of an upload from a path to a target.
  init(_ target: UploadTarget, uploadURL: String, sourcePath: String) {
    switch target.place {
    case .newFile(let folderId, let name):
      self.init(uploadURL: uploadURL, folderId: folderId, fileName: name, sourcePath: sourcePath)
    case .version(let fileId, let name):
      self.init(uploadURL: uploadURL, fileId: fileId, newName: name, sourcePath: sourcePath)
    }
  }
}
