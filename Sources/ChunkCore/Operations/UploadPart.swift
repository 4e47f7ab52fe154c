internal import ChunkDigest
public import ChunkModels
public import ChunkTransport
public import HTTPTypes

extension ChunkedUploadsManager {
  /// Sends a part to the `upload_part` URL of a session's endpoints
  /// ([reference](https://developer.box.com/reference/put-files-upload-sessions-id/)).
  ///
  /// - Parameters:
  ///   - url: The URL.
  ///   - body: The part's bytes: exactly those of the range.
  ///   - digest: `sha=` and the SHA-1 of the part in base64.
  ///   - contentRange: `bytes FIRST-LAST/TOTAL`, on a boundary of parts.
  ///   - partSize: The session's part size in bytes; with it the range of a last part is checked too.
  ///   - extraHeaders: More header fields, such as `As-User`.
  ///   - onBytesSent: Told how many bytes of the part have left; see
  ///     `TransportRequest.onBytesSent`.
  /// - Returns: The part as the server stored it.
  /// - Throws: ``ChunkError``. Kind ``ChunkError/Kind/rangeConflict`` if the server has a part there;
  ///   after ``ChunkError/Kind/outcomeUnknown`` or ``ChunkError/Kind/serverError`` it may have this one.
  public func uploadFilePartByUrl(
    url: String, body: RequestBody, digest: String, contentRange: String, partSize: Int64? = nil,
    extraHeaders: HTTPFields = [:], onBytesSent: (@Sendable (Int64) -> Void)? = nil
  ) async throws(ChunkError) -> Response<UploadedPart> {
    try await upload(
      try policy.checked(url), body, digest, contentRange, partSize, extraHeaders, onBytesSent)
  }

  /// Sends a part to a session by its id
  /// ([reference](https://developer.box.com/reference/put-files-upload-sessions-id/)).
  ///
  /// - Parameters:
  ///   - uploadSessionId: The session's id.
  ///   - body: The part's bytes: exactly those of the range.
  ///   - digest: `sha=` and the SHA-1 of the part in base64.
  ///   - contentRange: `bytes FIRST-LAST/TOTAL`, on a boundary of parts.
  ///   - partSize: The session's part size in bytes; with it the range of a last part is checked too.
  ///   - extraHeaders: More header fields, such as `As-User`.
  ///   - onBytesSent: Told how many bytes of the part have left; see
  ///     `TransportRequest.onBytesSent`.
  /// - Returns: The part as the server stored it.
  /// - Throws: ``ChunkError``. Kind ``ChunkError/Kind/rangeConflict`` if the server has a part there;
  ///   after ``ChunkError/Kind/outcomeUnknown`` or ``ChunkError/Kind/serverError`` it may have this one.
  public func uploadFilePart(
    uploadSessionId: String, body: RequestBody, digest: String, contentRange: String,
    partSize: Int64? = nil, extraHeaders: HTTPFields = [:], onBytesSent: (@Sendable (Int64) -> Void)? = nil
  ) async throws(ChunkError) -> Response<UploadedPart> {
    try await upload(
      try sessionURL(uploadSessionId), body, digest, contentRange, partSize, extraHeaders, onBytesSent)
  }

  private func upload(
    _ url: ServiceURL, _ body: RequestBody, _ digest: String, _ contentRange: String, _ partSize: Int64?,
    _ extraHeaders: HTTPFields, _ onBytesSent: (@Sendable (Int64) -> Void)?
  ) async throws(ChunkError) -> Response<UploadedPart> {
    let digest = try ArgumentChecks.digest(digest)
    let range = try ContentRange(headerValue: contentRange)
    try ArgumentChecks.range(range, body: body, partSize: partSize)
    return try await client.send(
      ServiceCall(
        operation: .uploadPart(range), method: .put, url: url,
        fields: [
          .contentType: "application/octet-stream", .digest: digest.headerValue,
          .contentRange: range.description,
        ],
        extraHeaders: extraHeaders, body: body, onBytesSent: onBytesSent),
      returning: UploadedPart.self)
  }
}
