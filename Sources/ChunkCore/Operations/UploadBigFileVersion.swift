extension ChunkedUploadsManager {
  /// Uploads a new version of a file, of 20,000,000 bytes or more, in the way of
  /// ``uploadBigFile(file:fileName:fileSize:parentFolderId:options:)``
  /// ([reference](https://developer.box.com/reference/post-files-id-upload-sessions/)).
  ///
  /// If the service says that there is nothing new in it (a commit that is answered by 202 without
  /// `Retry-After`), the file is read: only if its size and SHA-1 are the source's, the result is
  /// ``VersionResult/unchanged(_:)``; otherwise the service is taken to be still at it, and the commit is
  /// repeated. After a commit whose answer was lost, a file that has the content counts as a new version.
  ///
  /// - Parameters:
  ///   - fileId: The file's id.
  ///   - file: The bytes: a path, a descriptor, bytes in memory, or a stream.
  ///   - fileName: A new name for the file, which it gets with the version; `nil` keeps the old one.
  ///   - fileSize: The version's size in bytes. Streams need it; for the others it is checked if given.
  ///   - ifMatch: The etag that the file has to have when the version is committed, so that nobody's
  ///     change is replaced unseen; `nil` for no condition.
  ///   - options: How it is to be done.
  /// - Returns: The file, with the new version or unchanged.
  /// - Throws: ``ChunkError``. Kind ``ChunkError/Kind/preconditionFailed`` if the file was changed
  ///   meanwhile, ``ChunkError/Kind/integrity`` also if ``UploadOptions/sessionId`` was another file's
  ///   session: that file has the version then, and the error names it.
  ///   Its ``ChunkError/session`` names the session that is left open, with the bytes that it holds: call again with ``UploadOptions/sessionId`` to go on.
  public func uploadBigFileVersion(
    fileId: String, file: UploadSource, fileName: String? = nil, fileSize: Int64? = nil,
    ifMatch: String? = nil, options: UploadOptions = UploadOptions()
  ) async throws(ChunkError) -> VersionResult {
    let committed = try await committed(fileId, file, fileName, fileSize, ifMatch, options)
    return committed.isUnchanged ? .unchanged(committed.file) : .newVersion(committed.file)
  }

  /// The same, with the service's answer.
  func committed(
    _ fileId: String, _ file: UploadSource, _ fileName: String?, _ fileSize: Int64?, _ ifMatch: String?,
    _ options: UploadOptions
  ) async throws(ChunkError) -> Committed {
    try ArgumentChecks.id(fileId, of: "file")
    if let fileName { try ArgumentChecks.fileName(fileName) }
    if let ifMatch { try ArgumentChecks.etag(ifMatch) }
    guard options.ifExists == .fail else {
      throw .invalidArgument(
        "What is to happen if a name is taken ('\(options.ifExists.rawValue)') is for new files, and this is a "
          + "version of file \(fileId)",
        "Leave it out, or upload a new file")
    }
    return try await upload(
      file, fileSize: fileSize, to: .version(fileId: fileId, name: fileName), ifMatch: ifMatch, options)
  }
}
