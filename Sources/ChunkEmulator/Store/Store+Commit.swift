internal import ChunkDigest
internal import ChunkModels
internal import NIOPosix

/// What a commit asks for.
struct CommitRequest: Sendable {
  var sessionID: String
  var parts: [UploadPart]
  var attributes: CommitAttributes
  var digest: Digest<SHA1>
  var condition: EntityTagCondition
}

/// How a commit ended.
enum CommitOutcome: Sendable {
  case finished(FileRecord)
  /// Ask again after so many seconds.
  case accepted(retryAfter: Int)
}

/// Making a file of a session.
extension Store {
  /// Commits a session: checks what the client says against what is stored, reads back what the whole
  /// file's digest has not seen yet, and makes the file. Nothing is copied or moved: the session's
  /// content file becomes the version's.
  ///
  /// A commit that is refused leaves the session open, so that it can be tried again.
  func commit(_ request: CommitRequest) async throws -> CommitOutcome {
    let admission = try state.withLock { try admit(request, in: &$0) }
    guard case .compute(let session) = admission else {
      return .accepted(retryAfter: policy.commitDelay.retryAfter)
    }
    do {
      let size = session.record.size
      let prefix = try session.prefix ?? PrefixDigest()
      let file = session.file
      let digest = try await NIOThreadPool.singleton.runIfActive {
        try prefix.digest(ofFile: file, size: size)
      }
      return .finished(try state.withLock { try finish(request, digest: digest, in: &$0) })
    } catch {
      state.withLock { $0.sessions[request.sessionID]?.isCommitting = false }
      throw error
    }
  }

  private enum Admission: Sendable {
    case later
    case compute(SessionState)
  }

  private func admit(_ request: CommitRequest, in state: inout StoreState) throws -> Admission {
    let id = request.sessionID
    if case .committed(let fileID) = state.closed[id], let file = state.files[fileID] {
      throw APIError.nameInUse(by: file)
    }
    let session = try openSession(id, in: &state)
    try session.check(request.parts)
    try checkTarget(of: session.record, request.condition, in: state)
    if session.isCommitting { return .later }
    if session.delayedCommits < policy.commitDelay.count {
      state.sessions[id]?.delayedCommits += 1
      return .later
    }
    state.sessions[id]?.isCommitting = true
    return .compute(session)
  }

  private func checkTarget(
    of session: SessionRecord, _ condition: EntityTagCondition, in state: StoreState
  ) throws {
    let current = session.fileID.flatMap { state.files[$0] }
    if let fileID = session.fileID, current == nil { throw APIError.notFound("file \(fileID)") }
    try condition.check(entityTag: current.map { String($0.etag) })
    guard state.folders[session.folderID] != nil else { throw APIError.folderNotFound(session.folderID) }
    try state.requireFree(name: session.name, inFolder: session.folderID, allowed: session.fileID)
  }

  private func finish(
    _ request: CommitRequest, digest: Digest<SHA1>, in state: inout StoreState
  ) throws -> FileRecord {
    let session = try state.openSession(request.sessionID, now: .distantPast)
    guard digest == request.digest else {
      throw APIError(
        .badRequest, .digestMismatch,
        "The file's digest does not match: expected sha=\(request.digest.base64), actual sha=\(digest.base64)"
      )
    }
    try checkTarget(of: session.record, request.condition, in: state)
    let version = VersionRecord(
      id: state.makeItemID(), size: session.record.size, sha1: digest.hexadecimal,
      contentID: session.record.id, parts: session.orderedParts, createdAt: policy.now())
    return try putFile(
      fileID: session.record.fileID, folderID: session.record.folderID, name: session.record.name,
      version: version, attributes: request.attributes, session: session.record.id, in: &state)
  }
}

extension SessionState {
  /// Checks that a commit names every stored part and no other, and that they make the whole file.
  ///
  /// The order does not matter. A SHA-1 is compared if the client sends one.
  func check(_ named: [UploadPart]) throws(APIError) {
    for part in named {
      guard let offset = part.offset, let stored = parts[offset], stored.id == part.partId,
        stored.size == part.size, part.sha1 == nil || part.sha1?.lowercased() == stored.sha1
      else {
        throw .partsMismatch("no matching part found on server for \(part)")
      }
    }
    let offsets = Set(named.compactMap(\.offset))
    guard offsets.count == named.count else { throw .partsMismatch("a part is named twice") }
    guard offsets.count == parts.count else {
      throw .partsMismatch("\(parts.count) parts are on the server, \(offsets.count) are named")
    }
    guard Int64(parts.count) == record.totalParts else {
      throw .partsMismatch("\(parts.count) of \(record.totalParts) parts are on the server")
    }
  }
}
