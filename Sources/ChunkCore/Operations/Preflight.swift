internal import ChunkTransport
internal import HTTPTypes

extension ChunkedUploadsManager {
  /// Asks whether a file could be made
  /// ([preflight check](https://developer.box.com/reference/options-files-content/)).
  ///
  /// - Throws: ``ChunkError``. Kind ``ChunkError/Kind/conflict`` names the file that has the name.
  func preflight(
    folderId: String, fileName: String, fileSize: Int64, extraHeaders: HTTPFields
  ) async throws(ChunkError) {
    _ = try await client.send(
      ServiceCall(
        operation: .preflight, method: .options, url: endpoints.base.appending("/2.0/files/content"),
        fields: .json, extraHeaders: extraHeaders,
        body: try .json(
          PreflightRequest(name: fileName, size: fileSize, parent: PreflightRequest.Parent(id: folderId)))))
  }
}

/// The body of a preflight check.
private struct PreflightRequest: Encodable {
  struct Parent: Encodable {
    let id: String
  }

  let name: String
  let size: Int64
  let parent: Parent
}
