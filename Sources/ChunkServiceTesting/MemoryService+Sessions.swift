internal import ChunkModels
internal import ChunkTransportTesting

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension MemoryService {
  /// [Create upload session](https://developer.box.com/reference/post-files-upload-sessions)
  func createSession(_ request: RecordedRequest) throws -> MemoryAnswer {
    guard let wanted = try? WireJSON.decode(CreateFileUploadSessionRequest.self, from: request.body) else {
      throw ServiceRefusal.badRequest(.badRequest, "folder_id, file_name and file_size are needed")
    }
    return try open(request, size: wanted.fileSize) { state in
      if let file = state.file(named: wanted.fileName, in: wanted.folderId) {
        throw ServiceRefusal.nameInUse(by: file)
      }
      return (wanted.folderId, nil, wanted.fileName)
    }
  }

  /// [Create upload session for existing file](https://developer.box.com/reference/post-files-id-upload-sessions)
  func createSession(_ request: RecordedRequest, ofFile id: String) throws -> MemoryAnswer {
    guard
      let wanted = try? WireJSON.decode(
        CreateFileUploadSessionForExistingFileRequest.self, from: request.body)
    else { throw ServiceRefusal.badRequest(.missingFileSize, "file_size is needed") }
    return try open(request, size: wanted.fileSize) { state in
      guard let file = state.files.first(where: { $0.id == id }) else {
        throw ServiceRefusal.notFound("file \(id)")
      }
      let name = wanted.fileName ?? file.name
      if let other = state.file(named: name, in: file.folderId), other.id != id {
        throw ServiceRefusal.nameInUse(by: other)
      }
      return (file.folderId, id, name)
    }
  }

  private func open(
    _ request: RecordedRequest, size: Int64,
    target: (ServiceState) throws -> (folderId: String, fileId: String?, name: String)
  ) throws -> MemoryAnswer {
    guard size >= settings.minimumFileSize else {
      throw ServiceRefusal.badRequest(
        .fileSizeTooSmall, "File size \(size) is too small; the minimum is \(settings.minimumFileSize) bytes")
    }
    let session = try state.withLock { state in
      let (folderId, fileId, name) = try target(state)
      let session = MemorySession(
        id: state.hexadecimalId(digits: 32), folderId: folderId, fileId: fileId, name: name, size: size,
        partSize: settings.partSize)
      state.sessions[session.id] = session
      return session
    }
    return .json(201, model(session, request))
  }

  /// [Get upload session](https://developer.box.com/reference/get-files-upload-sessions-id)
  func readSession(_ id: String, _ request: RecordedRequest) throws -> MemoryAnswer {
    .json(200, model(try state.withLock { try $0.open(id) }, request))
  }

  /// [Abort upload session](https://developer.box.com/reference/delete-files-upload-sessions-id)
  func abortSession(_ id: String) throws -> MemoryAnswer {
    try state.withLock { state in
      _ = try state.open(id)
      state.sessions[id] = nil
    }
    return .empty(204)
  }

  /// The session as the service writes it, with URLs of the place that the request went to.
  private func model(_ session: MemorySession, _ request: RecordedRequest) -> UploadSession {
    let url = request.url
    let base = url.firstRange(of: "/2.0/").map { url[..<$0.upperBound] } ?? ""
    let own = "\(base)files/upload_sessions/\(session.id)"
    return UploadSession(
      id: session.id, type: .uploadSession, sessionExpiresAt: Date(timeIntervalSinceNow: 7 * 86_400),
      partSize: session.partSize, totalParts: session.totalParts,
      numPartsProcessed: Int64(session.parts.count),
      sessionEndpoints: UploadSessionEndpoints(
        uploadPart: own, commit: own + "/commit", abort: own, listParts: own + "/parts", status: own))
  }
}

extension ServiceState {
  /// The open session of an id.
  func open(_ id: String) throws -> MemorySession {
    guard let session = sessions[id] else { throw ServiceRefusal.sessionNotFound(id) }
    return session
  }
}
