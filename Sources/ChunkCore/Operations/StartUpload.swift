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
    FileUpload(options) { options in
      do throws(ChunkError) {
        return .success(
          try await uploadBigFile(
            file: file, fileName: fileName, fileSize: fileSize, parentFolderId: parentFolderId,
            options: options))
      } catch {
        return .failure(error)
      }
    }
  }
}
