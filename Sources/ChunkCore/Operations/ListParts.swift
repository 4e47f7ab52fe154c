public import ChunkModels
public import HTTPTypes

extension ChunkedUploadsManager {
  /// Lists parts of a session by the `list_parts` URL of its endpoints: one page
  /// ([reference](https://developer.box.com/reference/get-files-upload-sessions-id-parts/)).
  ///
  /// - Parameters:
  ///   - url: The URL. A query of its own is replaced if `offset` or `limit` is given.
  ///   - offset: How many stored parts to skip: an index, not a byte offset. At most 10,000.
  ///   - limit: How many parts to return at most; 1,000 is the service's own maximum.
  ///   - extraHeaders: More header fields, such as `As-User`.
  /// - Returns: The page. Count its entries: the total may exceed the number of parts.
  /// - Throws: ``ChunkError``. Kind ``ChunkError/Kind/sessionGone`` if there is no such session,
  ///   ``ChunkError/Kind/urlRefused`` if the token may not go to that URL.
  public func getFileUploadSessionPartsByUrl(
    url: String, offset: Int64? = nil, limit: Int64? = nil, extraHeaders: HTTPFields = [:]
  ) async throws(ChunkError) -> Response<UploadParts> {
    try await list(try policy.checked(url), offset, limit, extraHeaders)
  }

  /// Lists parts of a session by its id: one page
  /// ([reference](https://developer.box.com/reference/get-files-upload-sessions-id-parts/)).
  ///
  /// - Parameters:
  ///   - uploadSessionId: The session's id.
  ///   - offset: How many stored parts to skip: an index, not a byte offset. At most 10,000.
  ///   - limit: How many parts to return at most; 1,000 is the service's own maximum.
  ///   - extraHeaders: More header fields, such as `As-User`.
  /// - Returns: The page. Count its entries: the total may exceed the number of parts.
  /// - Throws: ``ChunkError``. Kind ``ChunkError/Kind/sessionGone`` if there is no such session.
  public func getFileUploadSessionParts(
    uploadSessionId: String, offset: Int64? = nil, limit: Int64? = nil, extraHeaders: HTTPFields = [:]
  ) async throws(ChunkError) -> Response<UploadParts> {
    try await list(try sessionURL(uploadSessionId, "/parts"), offset, limit, extraHeaders)
  }

  private func list(
    _ url: ServiceURL, _ offset: Int64?, _ limit: Int64?, _ extraHeaders: HTTPFields
  ) async throws(ChunkError) -> Response<UploadParts> {
    guard (0...PartPage.maximumOffset).contains(offset ?? 0), (1...PartPage.limit).contains(limit ?? 1) else {
      throw .invalidArgument(
        "A page at offset \(offset ?? 0) of \(limit.map { "\($0)" } ?? "any number of") parts cannot be asked for",
        "Use an offset of 0 to 10,000 and a limit of 1 to 1,000")
    }
    let query = [offset.map { "offset=\($0)" }, limit.map { "limit=\($0)" }].compactMap { $0 }
    return try await client.send(
      ServiceCall(
        operation: .listParts, method: .get,
        url: query.isEmpty ? url : url.with(query: query.joined(separator: "&")),
        extraHeaders: extraHeaders, maximumResponseBytes: 4 << 20),
      returning: UploadParts.self)
  }
}
