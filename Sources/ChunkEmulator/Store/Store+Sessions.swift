#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Opening, reading and aborting sessions.
extension Store {
  /// Opens a session for a new file.
  func createSession(folderID: String, name: String, size: Int64, for user: User = .first) throws
    -> SessionState
  {
    try checkSize(size)
    return try state.withLock { state in
      guard state.folders[folderID] != nil else { throw APIError.folderNotFound(folderID) }
      try state.requireFree(name: name, inFolder: folderID)
      return try open(
        SessionTarget(folderID: folderID, fileID: nil, name: name, size: size, user: user), in: &state)
    }
  }

  /// Opens a session for a new version of a file, which is renamed at commit if a name is given.
  func createSession(fileID: String, name: String?, size: Int64, for user: User = .first) throws
    -> SessionState
  {
    try checkSize(size)
    return try state.withLock { state in
      guard let file = state.files[fileID] else { throw APIError.notFound("file \(fileID)") }
      let newName = name ?? file.name
      try state.requireFree(name: newName, inFolder: file.folderID, allowed: fileID)
      return try open(
        SessionTarget(folderID: file.folderID, fileID: fileID, name: newName, size: size, user: user),
        in: &state)
    }
  }

  /// The open session of an id.
  func session(_ id: String) throws -> SessionState {
    try state.withLock { try openSession(id, in: &$0) }
  }

  /// The open session of an id. One that is found to have expired is ended here.
  func openSession(_ id: String, in state: inout StoreState) throws -> SessionState {
    if let session = state.sessions[id] { try endIfExpired(session, in: &state) }
    return try state.openSession(id, now: policy.now())
  }

  /// Ends what has expired, so that content which nobody asks for again does not pile up.
  func endExpiredSessions(in state: inout StoreState) throws {
    for session in state.sessions.values { try endIfExpired(session, in: &state) }
  }

  private func endIfExpired(_ session: SessionState, in state: inout StoreState) throws {
    // A commit that began in time goes through.
    guard session.record.expiresAt <= policy.now(), !session.isCommitting else { return }
    for attempt in session.attempts.values { attempt.revoke() }
    try record(.sessionExpired(session.record.id), in: &state)
    dropParts(of: session, in: &state)
  }

  /// What becomes of the parts of a session that came to nothing.
  private func dropParts(of session: SessionState, in state: inout StoreState) {
    if policy.holdsEndedSessions { state.held.append(session) } else { removeContent(session.record.id) }
  }

  /// Ends a session and forgets its parts. A session that was committed stays as it is, which is no
  /// error: the service's own tests delete a session after its commit.
  func abortSession(_ id: String) throws {
    try state.withLock { state in
      if case .committed = state.closed[id] { return }
      let session = try openSession(id, in: &state)
      for attempt in session.attempts.values { attempt.revoke() }
      try record(.sessionAborted(id), in: &state)
      dropParts(of: session, in: &state)
    }
  }

  private func checkSize(_ size: Int64) throws {
    guard size >= policy.minimumFileSize else {
      throw APIError.badArgument(
        .fileSizeTooSmall, name: "file_size",
        "File size \(size) is too small for a chunked upload; the minimum is \(policy.minimumFileSize) bytes")
    }
    guard size <= policy.maximumFileSize else {
      throw APIError(
        .forbidden, .fileSizeLimitExceeded,
        "File size \(size) exceeds the folder owner's file size limit of \(policy.maximumFileSize) bytes")
    }
  }

  private func open(_ target: SessionTarget, in state: inout StoreState) throws -> SessionState {
    try endExpiredSessions(in: &state)
    if policy.hasSessionConflicts, let rival = state.sessions.values.first(where: { target.isOf($0.record) })
    {
      throw SessionConflict(session: rival)
    }
    let now = policy.now()
    let session = SessionRecord(
      id: Identifiers.hexadecimal(digits: Identifiers.sessionDigits), folderID: target.folderID,
      fileID: target.fileID, name: target.name, size: target.size,
      partSize: policy.partSize(forFileOf: target.size), createdAt: now,
      expiresAt: now.addingTimeInterval(policy.sessionLifetime), owner: target.user)
    do {
      try record(.session(session), in: &state, file: try makeContent(session.id, size: session.size))
    } catch {
      removeContent(session.id)
      throw error
    }
    return try state.openSession(session.id, now: .distantPast)
  }
}
