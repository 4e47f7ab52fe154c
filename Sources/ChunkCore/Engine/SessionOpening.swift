internal import ChunkModels
internal import Logging

/// Opens the session of an upload: a new one, the one that the caller names, or the one that the
/// service says is open already.
struct SessionOpening: Sendable {
  let manager: ChunkedUploadsManager
  let options: UploadOptions
  let retrier: Retrier

  init(manager: ChunkedUploadsManager, context: UploadContext) {
    self.manager = manager
    options = context.options
    retrier = context.retrier
  }

  func open(
    _ target: UploadTarget
  ) async throws(ChunkError) -> (routes: SessionRoutes, isContinued: Bool) {
    if let id = options.sessionId {
      let session = try await retrier.run { () async throws(ChunkError) in
        try await manager.getFileUploadSessionById(
          uploadSessionId: id, extraHeaders: options.extraHeaders
        ).value
      }
      return (try routes(session), true)
    }
    do throws(ChunkError) {
      let session = try await retrier.run { () async throws(ChunkError) in
        try await create(target)
      }
      return (try routes(session), false)
    } catch {
      guard error.answer?.code == .sessionConflict, let open = error.answer?.error?.contextInfo?.session
      else { throw error }
      return (try routes(open), true)
    }
  }

  private func create(_ target: UploadTarget) async throws(ChunkError) -> UploadSession {
    do {
      return try await manager.createFileUploadSession(
        folderId: target.folderId, fileSize: target.fileSize, fileName: target.fileName,
        extraHeaders: options.extraHeaders
      ).value
    } catch {
      switch error.kind {
      case .outcomeUnknown, .serverError, .malformedAnswer:
        manager.logger.warning(
          "The service may have opened a session whose id is not known; it is empty and ends by itself")
      default: break
      }
      throw error
    }
  }

  private func routes(_ session: UploadSession) throws(ChunkError) -> SessionRoutes {
    try SessionRoutes(manager: manager, session: session, extraHeaders: options.extraHeaders)
  }
}
