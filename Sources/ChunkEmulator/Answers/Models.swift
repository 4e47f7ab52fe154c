internal import ChunkModels

/// The store's records as the service's objects.
extension StoredPart {
  /// The part as answers have it.
  var model: UploadPart { UploadPart(partId: id, offset: offset, size: size, sha1: sha1) }
}

extension SessionState {
  /// The session as answers have it.
  ///
  /// - Parameters:
  ///   - base: the URL of the API that the client talks to, with its version.
  ///   - hasPlan: Whether the session can be planned.
  func model(base: String, hasPlan: Bool) -> UploadSession {
    let session = "\(base)/files/upload_sessions/\(record.id)"
    return UploadSession(
      id: record.id, type: .uploadSession, sessionExpiresAt: record.expiresAt, partSize: record.partSize,
      totalParts: record.totalParts, numPartsProcessed: Int64(parts.count),
      sessionEndpoints: UploadSessionEndpoints(
        uploadPart: session, commit: session + "/commit", abort: session, listParts: session + "/parts",
        status: session, logEvent: session + "/log", plan: hasPlan ? session + "/plan" : nil))
  }
}

extension FileRecord {
  /// The version number and entity tag as the service writes them.
  var entityTag: String { String(etag) }

  private var version: FileVersionMini? {
    versions.last.map { FileVersionMini(id: $0.id, type: .fileVersion, sha1: $0.sha1) }
  }

  /// The file as the error about a taken name has it.
  var conflict: ConflictingItem {
    ConflictingItem(
      id: id, type: .file, etag: entityTag, sequenceId: entityTag, name: name, sha1: sha1, size: size,
      fileVersion: version)
  }

  /// The whole file.
  func model(path: [FolderRecord]) -> FileFull {
    FileFull(
      id: id, type: .file, etag: entityTag, sequenceId: entityTag, name: name, sha1: sha1,
      fileVersion: version, description: attributes.description ?? "", size: size,
      pathCollection: FilePathCollection(totalCount: Int64(path.count), entries: path.map(\.mini)),
      createdAt: createdAt, modifiedAt: modifiedAt,
      contentCreatedAt: attributes.contentCreatedAt ?? createdAt,
      contentModifiedAt: attributes.contentModifiedAt ?? versions.last?.createdAt ?? modifiedAt,
      createdBy: User.first.mini, modifiedBy: User.first.mini, ownedBy: User.first.mini,
      parent: path.last?.mini,
      itemStatus: .active)
  }
}

extension FolderRecord {
  /// The root has no entity tag and no sequence; every other folder never changes here.
  private var entityTag: String? { parentID == nil ? nil : "0" }

  /// The folder in short.
  var mini: FolderMini {
    FolderMini(id: id, type: .folder, etag: entityTag, sequenceId: entityTag, name: name)
  }

  /// The whole folder, which no model has: what clients read of it.
  ///
  /// - Parameter path: the folders from the root down to this one's parent.
  func model(path: [FolderRecord]) -> JSONValue {
    let date: JSONValue = parentID == nil ? .null : .string(WireDate.text(from: createdAt))
    return [
      "id": .string(id), "type": "folder", "name": .string(name), "description": "", "size": 0,
      "etag": entityTag.map { .string($0) } ?? .null, "sequence_id": entityTag.map { .string($0) } ?? .null,
      "created_at": date, "modified_at": date, "content_created_at": date, "content_modified_at": date,
      "created_by": JSONValue(of: User.first.mini), "modified_by": JSONValue(of: User.first.mini),
      "owned_by": JSONValue(of: User.first.mini), "shared_link": .null, "folder_upload_email": .null,
      "parent": path.last.map { JSONValue(of: $0.mini) } ?? .null, "item_status": "active",
      "path_collection": [
        "total_count": .integer(Int64(path.count)), "entries": .array(path.map { JSONValue(of: $0.mini) }),
      ],
    ]
  }
}

extension JSONValue {
  /// The JSON of one of the models, all of which JSON can say.
  init(of model: some Encodable) { self = (try? JSONValue(encoding: model)) ?? .null }
}
