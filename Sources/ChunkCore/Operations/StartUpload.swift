extension ChunkedUploadsManager {
  /// Starts an upload and returns at once, with a value to hold: its result, its events, a way to
  /// cancel it. The parameters are those of
  /// ``uploadBigFile(file:fileName:fileSize:parentFolderId:options:)``.
  ///
  /// - Parameters:
  ///   - file: The bytes: a path, a descriptor, bytes in memory, or a stream.
  ///   - fileName: The file's name in the folder; `nil` takes the last component of a path.
  ///   - fileSize: The file's size in bytes. Streams need it; for the others it is checked if given.
  ///   - parentFolderId: The folder's id; `0` is the root folder.
  ///   - options: How it is to be done.
  /// - Returns: The upload. What is wrong with the arguments, it throws as its result.
  public func startUpload(
    file: UploadSource, fileName: String? = nil, fileSize: Int64? = nil, parentFolderId: String,
    options: UploadOptions = UploadOptions()
  ) -> FileUpload {
    FileUpload(options, on: runner) { options in
      do throws(ChunkError) {
        return .success(
          try await committed(file, fileName, fileSize, parentFolderId, options))
      } catch {
        return .failure(error)
      }
    }
  }

  /// Starts an upload of a new version and returns at once, as
  /// ``startUpload(file:fileName:fileSize:parentFolderId:options:)`` does. The parameters are those of
  /// ``uploadBigFileVersion(fileId:file:fileName:fileSize:ifMatch:options:)``.
  ///
  /// - Parameters:
  ///   - fileId: The file's id.
  ///   - file: The bytes: a path, a descriptor, bytes in memory, or a stream.
  ///   - fileName: A new name for the file, which it gets with the version; `nil` keeps the old one.
  ///   - fileSize: The version's size in bytes. Streams need it; for the others it is checked if given.
  ///   - ifMatch: The etag that the file has to have when the version is committed; `nil` for no
  ///     condition.
  ///   - options: How it is to be done.
  /// - Returns: The upload. Its ``FileUpload/file`` is the file whether it has a new version or not; in
  ///   the second case there is an event ``UploadEvent/unchanged(_:)``. What is wrong with the arguments,
  ///   it throws as its result.
  public func startVersionUpload(
    fileId: String, file: UploadSource, fileName: String? = nil, fileSize: Int64? = nil,
    ifMatch: String? = nil, options: UploadOptions = UploadOptions()
  ) -> FileUpload {
    FileUpload(options, on: runner) { options in
      do throws(ChunkError) {
        return .success(
          try await committed(fileId, file, fileName, fileSize, ifMatch, options))
      } catch {
        return .failure(error)
      }
    }
  }
}
