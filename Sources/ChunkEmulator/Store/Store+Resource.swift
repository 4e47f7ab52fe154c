/// What a token that is good for one item can reach.
extension Store {
  /// Checks that the items which a path names are within a token's resource.
  ///
  /// - Throws: 403. What the service answers is not known.
  func check(_ resource: TokenResource?, file: String?, folder: String?, session: String?) throws(APIError) {
    guard let resource else { return }
    let target = session.flatMap { id in state.withLock { $0.sessions[id]?.record } }
    if let file = file ?? target?.fileID { try check(resource, file: file) }
    if let folder = folder ?? (target?.fileID == nil ? target?.folderID : nil) {
      try check(resource, folder: folder)
    }
  }

  /// Checks that a folder into which something goes is within a token's resource.
  ///
  /// - Throws: 403.
  func check(_ resource: TokenResource?, folder: String) throws(APIError) {
    guard let resource else { return }
    guard case .folder(let allowed) = resource, path(ofFolder: folder).contains(where: { $0.id == allowed })
    else { throw .outside(resource, "folder \(folder)") }
  }

  private func check(_ resource: TokenResource, file id: String) throws(APIError) {
    if resource == .file(id) { return }
    let folder = state.withLock { $0.files[id]?.folderID }
    guard case .folder(let allowed) = resource, let folder,
      path(ofFolder: folder).contains(where: { $0.id == allowed })
    else { throw .outside(resource, "file \(id)") }
  }
}

extension APIError {
  fileprivate static func outside(_ resource: TokenResource, _ what: String) -> APIError {
    APIError(
      .forbidden, .accessDeniedInsufficientPermissions,
      "Access denied - insufficient permission: the token is restricted to another item than \(what)")
  }
}
