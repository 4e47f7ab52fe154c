internal import ChunkModels
internal import Logging

/// Opens the session of an upload: the one that the caller names, the one of an earlier run's record,
/// a new one, or the one that the service says is open already.
struct SessionOpening: Sendable {
  /// What an upload begins with.
  indirect enum Beginning: Sendable {
    case session(SessionRoutes, isContinued: Bool)
    /// A new one in the place of one that is gone.
    case anotherSession(SessionRoutes)
    /// One that is open for the same name and size, perhaps from other bytes: the service has named it.
    case foreignSession(SessionRoutes)
    /// An earlier run has committed all of it, and only its answer was lost.
    case file(Response<FileFull>)
  }

  let manager: ChunkedUploadsManager
  let source: OpenedSource
  let context: UploadContext

  private var options: UploadOptions { context.options }
  /// Nothing is lost yet: a service that cannot be reached at all is not waited for.
  private var retrier: Retrier { context.retrier.impatient }

  func open(_ target: UploadTarget) async throws(ChunkError) -> Beginning {
    if let id = options.sessionId {
      return .session(try routes(try await session(id)), isContinued: true)
    }
    if let record = context.journal?.found, let beginning = try await resume(record, target) {
      return beginning
    }
    do throws(ChunkError) {
      let session = try await created(target)
      let isAnother = context.journal?.found != nil
      return isAnother
        ? .anotherSession(try routes(session)) : .session(try routes(session), isContinued: false)
    } catch {
      guard error.answer?.code == .sessionConflict, let open = error.answer?.error?.contextInfo?.session
      else { throw error }
      return .foreignSession(try routes(open))
    }
  }

  private func session(_ id: String) async throws(ChunkError) -> UploadSession {
    try await retrier.run { () async throws(ChunkError) in
      try await manager.getFileUploadSessionById(uploadSessionId: id, extraHeaders: options.extraHeaders)
        .value
    }
  }

  private func created(_ target: UploadTarget) async throws(ChunkError) -> UploadSession {
    var isOneUnknown = false
    return try await retrier.run { () async throws(ChunkError) in
      do throws(ChunkError) {
        return try await create(target)
      } catch {
        if [.outcomeUnknown, .serverError, .malformedAnswer].contains(error.kind), !isOneUnknown {
          isOneUnknown = true
          manager.logger.warning(
            "The service may have opened a session whose id is not known; it is empty and ends by itself")
        }
        throw error
      }
    }
  }

  private func create(_ target: UploadTarget) async throws(ChunkError) -> UploadSession {
    switch target.place {
    case .newFile(let folderId, let name):
      try await manager.createFileUploadSession(
        folderId: folderId, fileSize: target.fileSize, fileName: name, extraHeaders: options.extraHeaders
      ).value
    case .version(let fileId, let name):
      try await manager.createFileUploadSessionForExistingFile(
        fileId: fileId, fileSize: target.fileSize, fileName: name, extraHeaders: options.extraHeaders
      ).value
    }
  }

  private func routes(_ session: UploadSession) throws(ChunkError) -> SessionRoutes {
    try SessionRoutes(manager: manager, session: session, extraHeaders: options.extraHeaders)
  }
}

extension SessionOpening {
  /// What an earlier run's record leads to; `nil` if it leads nowhere, which is said.
  private func resume(
    _ record: ResumeRecord, _ target: UploadTarget
  ) async throws(ChunkError) -> Beginning? {
    guard let id = record.session.id else { return nil }
    do throws(ChunkError) {
      let session = try await session(id)
      try record.check(size: target.fileSize)
      return .session(try routes(session), isContinued: true)
    } catch {
      switch error.kind {
      case .sessionGone:
        if let file = try await committed(record, target) { return .file(file) }
        context.events.report(
          .startedAnew("Session \(id) of an earlier run has expired, was aborted, or is another user's."))
        return nil
      case .forbidden, .notFound:
        throw record.refusal(
          error.kind, "The session of an earlier run, \(id), may not be used: \(error.message)",
          remedy: "Use the token of the user who began the upload, or forget the record and upload anew",
          error.answer)
      default:
        throw error
      }
    }
  }

  /// The file, if an earlier run has committed it and was ended before it knew. The local file must
  /// still be what was committed.
  private func committed(_ record: ResumeRecord, _ target: UploadTarget) async throws(ChunkError) -> Response<
    FileFull
  >? {
    guard let commit = record.commit else { return nil }
    let digest = try await source.wholeDigest()
    guard digest?.hexadecimal == commit.sha1, let digest else { return nil }
    let file = try await CommittedFile(manager: manager, target: target, context: context).found(digest)
    guard let file else { return nil }
    try ResultCheck.check(file.value, is: target, digest: digest)
    context.meter.acknowledgedAll()
    return file
  }
}

extension ResumeRecord {
  /// Makes sure that the file still has the size for which the session was opened.
  fileprivate func check(size: Int64) throws(ChunkError) {
    guard fileSize != size else { return }
    throw refusal(
      .sourceChanged, "The file has \(size) bytes; when its upload was begun it had \(fileSize)",
      remedy: "Abort that upload and upload anew, or put the file back as it was")
  }

  /// An error that leaves the record, and the session that it names, as they are.
  fileprivate func refusal(
    _ kind: ChunkError.Kind, _ message: String, remedy: String, _ answer: ChunkError.Answer? = nil
  ) -> ChunkError {
    var error = ChunkError(kind, message, remedy: remedy, answer: answer)
    if let id = session.id {
      error.session = OpenSession(id: id, expiresAt: session.sessionExpiresAt, acknowledgedBytes: nil)
    }
    return error
  }
}
