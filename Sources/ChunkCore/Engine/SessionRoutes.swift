internal import ChunkModels
internal import ChunkTransport
internal import HTTPTypes

/// One open session and the ways to its operations: the URLs that the service gave, or else those
/// made from its id.
struct SessionRoutes: Sendable {
  let manager: ChunkedUploadsManager
  let id: String
  private let boxed: Boxed<UploadSession>
  var session: UploadSession { boxed.value }
  let extraHeaders: HTTPFields

  init(
    manager: ChunkedUploadsManager, session: UploadSession, extraHeaders: HTTPFields
  ) throws(ChunkError) {
    guard let id = session.id, (try? ArgumentChecks.id(id, of: "upload session")) != nil else {
      throw .inconsistentSession("its id is \(session.id.map { "'\($0.escapingControls())'" } ?? "missing")")
    }
    self.manager = manager
    self.id = id
    boxed = Boxed(session)
    self.extraHeaders = extraHeaders
  }

  private var endpoints: UploadSessionEndpoints? { session.sessionEndpoints }

  func upload(
    _ part: PreparedPart, layout: PartLayout, maximumBytesPerSecond: Int64?,
    onBytesSent: @escaping @Sendable (Int64) -> Void
  ) async throws(ChunkError) -> UploadedPart {
    var manager = manager
    manager.client.maximumBytesPerSecond = maximumBytesPerSecond
    let digest = part.digest.headerValue
    let range = part.range.contentRange(fileSize: layout.fileSize)
    let response =
      if let url = endpoints?.uploadPart {
        try await manager.uploadFilePartByUrl(
          url: url, body: part.body, digest: digest, contentRange: range, partSize: layout.partSize,
          extraHeaders: extraHeaders, onBytesSent: onBytesSent)
      } else {
        try await manager.uploadFilePart(
          uploadSessionId: id, body: part.body, digest: digest, contentRange: range,
          partSize: layout.partSize, extraHeaders: extraHeaders, onBytesSent: onBytesSent)
      }
    return response.value
  }

  func list(offset: Int64) async throws(ChunkError) -> UploadParts {
    let limit = PartPage.limit
    let response =
      if let url = endpoints?.listParts {
        try await manager.getFileUploadSessionPartsByUrl(
          url: url, offset: offset, limit: limit, extraHeaders: extraHeaders)
      } else {
        try await manager.getFileUploadSessionParts(
          uploadSessionId: id, offset: offset, limit: limit, extraHeaders: extraHeaders)
      }
    return response.value
  }

  /// Whether the service says that the session can be planned.
  var offersPlan: Bool { endpoints?.plan != nil }

  func plan(_ parts: [UploadPartPlan]) async throws(ChunkError) -> UploadSessionPlan {
    let response =
      if let url = endpoints?.plan {
        try await manager.createFileUploadSessionPlanByUrl(url: url, parts: parts, extraHeaders: extraHeaders)
      } else {
        try await manager.createFileUploadSessionPlan(
          uploadSessionId: id, parts: parts, extraHeaders: extraHeaders)
      }
    return response.value
  }

  func commit(
    _ parts: [UploadPart], digest: String, attributes: CommitAttributes?, ifMatch: String?
  ) async throws(ChunkError) -> CommitResult {
    if let url = endpoints?.commit {
      try await manager.createFileUploadSessionCommitByUrl(
        url: url, parts: parts, digest: digest, attributes: attributes, ifMatch: ifMatch,
        extraHeaders: extraHeaders)
    } else {
      try await manager.createFileUploadSessionCommit(
        uploadSessionId: id, parts: parts, digest: digest, attributes: attributes, ifMatch: ifMatch,
        extraHeaders: extraHeaders)
    }
  }
}
