internal import ChunkModels
internal import HTTPTypes

extension ChunkedUploadsManager {
  /// Reads a file's object; needed when the answer of a commit was lost.
  func file(id: String, extraHeaders: HTTPFields) async throws(ChunkError) -> Response<FileFull> {
    try ArgumentChecks.id(id, of: "file")
    return try await client.send(
      ServiceCall(
        operation: .getFile, method: .get, url: endpoints.base.appending("/2.0/files/\(id)"),
        extraHeaders: extraHeaders),
      returning: FileFull.self)
  }

  /// The same in an upload, again after temporary failures.
  func file(id: String, _ context: UploadContext) async throws(ChunkError) -> Response<FileFull> {
    try await context.retrier.run { () async throws(ChunkError) in
      try await file(id: id, extraHeaders: context.options.extraHeaders)
    }
  }
}
