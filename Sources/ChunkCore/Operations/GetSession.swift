public import ChunkModels
public import HTTPTypes

extension ChunkedUploadsManager {
  /// Reads a session by the `status` URL of its endpoints
  /// ([reference](https://developer.box.com/reference/get-files-upload-sessions-id/)).
  ///
  /// - Throws: ``ChunkError``. Kind ``ChunkError/Kind/sessionGone`` if there is no such session for
  ///   this user, ``ChunkError/Kind/urlRefused`` if the token may not go to that URL.
  public func getFileUploadSessionByUrl(
    url: String, extraHeaders: HTTPFields = [:]
  ) async throws(ChunkError) -> Response<UploadSession> {
    try await get(try policy.checked(url), extraHeaders)
  }

  /// Reads a session by its id
  /// ([reference](https://developer.box.com/reference/get-files-upload-sessions-id/)).
  ///
  /// - Throws: ``ChunkError``. Kind ``ChunkError/Kind/sessionGone`` if there is no such session for
  ///   this user.
  public func getFileUploadSessionById(
    uploadSessionId: String, extraHeaders: HTTPFields = [:]
  ) async throws(ChunkError) -> Response<UploadSession> {
    try await get(try sessionURL(uploadSessionId), extraHeaders)
  }

  private func get(
    _ url: ServiceURL, _ extraHeaders: HTTPFields
  ) async throws(ChunkError) -> Response<UploadSession> {
    try await client.send(
      ServiceCall(operation: .getSession, method: .get, url: url, extraHeaders: extraHeaders),
      returning: UploadSession.self)
  }
}
