public import ChunkModels

extension ChunkedUploadsManager {
  /// Uploads a file of 20,000,000 bytes or more: opens a session, sends the parts, commits, and
  /// checks that the service has what was sent.
  ///
  /// - Parameters:
  ///   - file: The bytes: a path, a descriptor, bytes in memory, or a stream.
  ///   - fileName: The file's name in the folder; `nil` takes the last component of a path.
  ///   - fileSize: The file's size in bytes. Streams need it; for the others it is checked if given.
  ///   - parentFolderId: The folder's id; `0` is the root folder.
  ///   - options: How it is to be done.
  /// - Returns: The file, its size and SHA-1 equal to the source's. By ``UploadOptions/ifExists`` it may be one
  ///   that was there; which it is, ``startUpload(file:fileName:fileSize:parentFolderId:options:)`` tells with
  ///   ``FileUpload/result``.
  /// - Throws: ``ChunkError``. Kind ``ChunkError/Kind/conflict`` if the name is taken, with what has it in
  ///   ``ChunkError/conflict``. Its ``ChunkError/session`` names the session that is left open, with
  ///   the bytes that it holds: call again with ``UploadOptions/sessionId`` to go on.
  public func uploadBigFile(
    file: UploadSource, fileName: String? = nil, fileSize: Int64? = nil, parentFolderId: String,
    options: UploadOptions = UploadOptions()
  ) async throws(ChunkError) -> FileFull {
    try await committed(file, fileName, fileSize, parentFolderId, options).file
  }

  /// The same, with the service's answer.
  func committed(
    _ file: UploadSource, _ fileName: String?, _ fileSize: Int64?, _ parentFolderId: String,
    _ options: UploadOptions
  ) async throws(ChunkError) -> Committed {
    let name = if let fileName { fileName } else { try file.lastPathComponent() }
    try ArgumentChecks.fileName(name)
    try ArgumentChecks.id(parentFolderId, of: "folder")
    let place = UploadTarget.Place.newFile(folderId: parentFolderId, name: name)
    return try await upload(file, fileSize: fileSize, to: place, options)
  }
}

extension UploadSource {
  fileprivate func lastPathComponent() throws(ChunkError) -> String {
    guard case .path(let path) = storage, let last = path.split(separator: "/").last else {
      throw .invalidArgument("The upload has no file name", "Give the name that the file is to have")
    }
    return String(last)
  }
}
