public import ChunkModels
internal import ChunkTransport
public import HTTPTypes

extension ChunkedUploadsManager {
  /// Opens a session for a new file
  /// ([reference](https://developer.box.com/reference/post-files-upload-sessions/)).
  ///
  /// - Parameters:
  ///   - folderId: The folder's id; `0` is the root folder.
  ///   - fileSize: The file's size in bytes, 20,000,000 or more.
  ///   - fileName: The name of the file, of 1 to 255 characters.
  ///   - extraHeaders: More header fields, such as `As-User`.
  /// - Returns: The session. Its part size is the service's choice.
  /// - Throws: ``ChunkError``. Kind ``ChunkError/Kind/conflict`` if the name is taken (the answer's
  ///   `contextInfo.conflicts` says by which file) or if such a session is open already
  ///   (`contextInfo.session`).
  public func createFileUploadSession(
    folderId: String, fileSize: Int64, fileName: String, extraHeaders: HTTPFields = [:]
  ) async throws(ChunkError) -> Response<UploadSession> {
    try ArgumentChecks.id(folderId, of: "folder")
    try ArgumentChecks.fileSize(fileSize)
    try ArgumentChecks.fileName(fileName)
    return try await create(
      endpoints.upload.appending("/2.0/files/upload_sessions"),
      CreateFileUploadSessionRequest(folderId: folderId, fileSize: fileSize, fileName: fileName),
      extraHeaders)
  }

  /// Opens a session for a new version of a file
  /// ([reference](https://developer.box.com/reference/post-files-id-upload-sessions/)).
  ///
  /// - Parameters:
  ///   - fileId: The file's id.
  ///   - fileSize: The version's size in bytes, 20,000,000 or more.
  ///   - fileName: A new name for the file, which it gets with the commit; `nil` keeps the old one.
  ///   - extraHeaders: More header fields, such as `As-User`.
  /// - Returns: The session. Its part size is the service's choice.
  /// - Throws: ``ChunkError``.
  public func createFileUploadSessionForExistingFile(
    fileId: String, fileSize: Int64, fileName: String? = nil, extraHeaders: HTTPFields = [:]
  ) async throws(ChunkError) -> Response<UploadSession> {
    try ArgumentChecks.id(fileId, of: "file")
    try ArgumentChecks.fileSize(fileSize)
    if let fileName { try ArgumentChecks.fileName(fileName) }
    return try await create(
      endpoints.upload.appending("/2.0/files/\(fileId)/upload_sessions"),
      CreateFileUploadSessionForExistingFileRequest(fileSize: fileSize, fileName: fileName), extraHeaders)
  }

  private func create(
    _ url: ServiceURL, _ body: some Encodable, _ extraHeaders: HTTPFields
  ) async throws(ChunkError) -> Response<UploadSession> {
    try await client.send(
      ServiceCall(
        operation: .createSession, method: .post, url: url, fields: .json, extraHeaders: extraHeaders,
        body: try .json(body)),
      returning: UploadSession.self)
  }
}

extension HTTPFields {
  static let json: HTTPFields = [.contentType: "application/json"]
}

extension RequestBody {
  /// A value as JSON.
  static func json(_ value: some Encodable) throws(ChunkError) -> RequestBody {
    do {
      return .bytes(try WireJSON.encode(value))
    } catch {
      throw ChunkError(
        .internal, "A request could not be written as JSON: \(error)", remedy: "Report this", cause: error)
    }
  }
}
