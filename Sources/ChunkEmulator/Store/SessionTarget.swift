/// What a session is opened for.
struct SessionTarget: Sendable, Hashable {
  var folderID: String
  /// The file that gets a new version, or `nil` for a new file.
  var fileID: String?
  var name: String
  var size: Int64
  var user: User

  /// Whether a session is for the same; names are compared without regard to case.
  func isOf(_ session: SessionRecord) -> Bool {
    session.folderID == folderID && session.fileID == fileID && session.size == size
      && session.name.lowercased() == name.lowercased() && (session.owner ?? .first) == user
  }
}

/// A session is not opened because another one is open for the same. The answer has that one's URLs,
/// which the store does not know.
struct SessionConflict: Error {
  let session: SessionState
}

extension Store {
  /// Checks that a session, if it is open, is a user's own.
  ///
  /// - Throws: 403. What the service answers is not known; its reference says that a session belongs to
  ///   who opened it.
  func checkOwner(_ user: User, ofSession id: String) throws(APIError) {
    let owner = state.withLock { $0.sessions[id].map { $0.record.owner ?? .first } }
    guard let owner, owner != user else { return }
    throw APIError(
      .forbidden, .accessDeniedInsufficientPermissions,
      "Access denied - insufficient permission: upload session \(id) was opened by another user")
  }
}
