internal import ChunkTransport
public import HTTPTypes

extension ChunkedUploadsManager {
  /// Aborts a session by the `abort` URL of its endpoints: its parts are lost
  /// ([reference](https://developer.box.com/reference/delete-files-upload-sessions-id/)).
  ///
  /// - Throws: ``ChunkError``. Kind ``ChunkError/Kind/sessionGone`` if there is no such session (any
  ///   more), ``ChunkError/Kind/urlRefused`` if the token may not go to that URL.
  @discardableResult
  public func deleteFileUploadSessionByUrl(
    url: String, extraHeaders: HTTPFields = [:]
  ) async throws(ChunkError) -> Response<Void> {
    try await delete(try policy.checked(url), extraHeaders)
  }

  /// Aborts a session by its id: its parts are lost
  /// ([reference](https://developer.box.com/reference/delete-files-upload-sessions-id/)).
  ///
  /// - Throws: ``ChunkError``. Kind ``ChunkError/Kind/sessionGone`` if there is no such session (any
  ///   more).
  @discardableResult
  public func deleteFileUploadSessionById(
    uploadSessionId: String, extraHeaders: HTTPFields = [:]
  ) async throws(ChunkError) -> Response<Void> {
    try await delete(try sessionURL(uploadSessionId), extraHeaders)
  }

  private func delete(
    _ url: ServiceURL, _ extraHeaders: HTTPFields
  ) async throws(ChunkError) -> Response<Void> {
    let call = ServiceCall(
      operation: .deleteSession, method: .delete, url: url, extraHeaders: extraHeaders)
    return Response(value: (), try await client.send(call))
  }
}
