internal import ChunkModels

/// Files: making, reading and deleting them.
extension Store {
  /// The file of an id.
  func file(_ id: String) throws -> FileRecord {
    try state.withLock { state in
      guard let file = state.files[id] else { throw APIError.notFound("file \(id)") }
      return file
    }
  }

  /// Makes a file of a version, or adds the version to a file.
  func putFile(
    fileID: String?, folderID: String, name: String, version: VersionRecord, attributes: CommitAttributes,
    session: String?, in state: inout StoreState
  ) throws -> FileRecord {
    var file: FileRecord
    if let fileID {
      guard let existing = state.files[fileID] else { throw APIError.notFound("file \(fileID)") }
      file = existing
      file.etag += 1
    } else {
      file = FileRecord(
        id: state.makeItemID(), name: name, folderID: folderID, etag: 0, versions: [],
        createdAt: version.createdAt, modifiedAt: version.createdAt, attributes: attributes)
    }
    file.name = name
    file.versions.append(version)
    file.modifiedAt = version.createdAt
    file.attributes = attributes
    try record(.file(file, session: session), in: &state)
    return file
  }

  /// Changes a file's name, folder or description.
  func updateFile(
    _ id: String, name: String?, folderID: String?, attributes: CommitAttributes,
    condition: EntityTagCondition
  ) throws -> FileRecord {
    try state.withLock { state in
      guard var file = state.files[id] else { throw APIError.notFound("file \(id)") }
      try condition.check(entityTag: String(file.etag))
      file.name = name ?? file.name
      file.folderID = folderID ?? file.folderID
      guard state.folders[file.folderID] != nil else { throw APIError.folderNotFound(file.folderID) }
      try state.requireFree(name: file.name, inFolder: file.folderID, allowed: id)
      file.attributes.description = attributes.description ?? file.attributes.description
      file.attributes.contentModifiedAt = attributes.contentModifiedAt ?? file.attributes.contentModifiedAt
      file.etag += 1
      file.modifiedAt = policy.now()
      try record(.file(file, session: nil), in: &state)
      return file
    }
  }

  /// Deletes a file with all its versions and their content.
  func deleteFile(_ id: String, condition: EntityTagCondition) throws {
    try state.withLock { state in
      guard let file = state.files[id] else { throw APIError.notFound("file \(id)") }
      try condition.check(entityTag: String(file.etag))
      try record(.fileDeleted(id), in: &state)
      for version in file.versions { removeContent(version.contentID) }
    }
  }

  /// Says whether a file of the name may be uploaded: 404 for an unknown folder, 409 for a name taken.
  func checkUpload(name: String, folderID: String, allowed: String? = nil) throws {
    try state.withLock { state in
      guard state.folders[folderID] != nil else { throw APIError.folderNotFound(folderID) }
      try state.requireFree(name: name, inFolder: folderID, allowed: allowed)
    }
  }
}

/// `If-Match` and `If-None-Match` (RFC 9110, section 13), with a file's entity tag.
struct EntityTagCondition: Sendable, Hashable {
  /// The value of `If-Match`.
  var match: String?
  /// The value of `If-None-Match`.
  var noneMatch: String?

  /// - Throws: 412 if the condition does not hold.
  func check(entityTag: String?) throws(APIError) {
    if let match, !Self.tags(match, contain: entityTag) {
      throw .preconditionFailed(
        "If-Match \(match) does not match the file's etag \(entityTag ?? "(no file)")")
    }
    if let noneMatch, Self.tags(noneMatch, contain: entityTag) {
      throw .preconditionFailed("If-None-Match \(noneMatch) matches the file's etag \(entityTag ?? "")")
    }
  }

  private static func tags(_ list: String, contain entityTag: String?) -> Bool {
    guard let entityTag else { return false }
    return list.split(separator: ",").contains { item in
      let tag = item.filter { $0 != "\"" && $0 != " " }
      return tag == "*" || tag == entityTag
    }
  }
}
