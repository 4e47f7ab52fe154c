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
