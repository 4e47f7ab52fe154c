internal import ChunkDigest
internal import ChunkModels

/// A whole file that came in one request.
struct DirectUpload: Sendable {
  /// The file that gets a new version, or `nil` for a new file.
  var fileID: String?
  var folderID: String
  var name: String
  var content: ArraySlice<UInt8>
  var attributes: CommitAttributes
  /// The SHA-1 that the client says, in hexadecimal.
  var expectedSHA1: String?
  var condition: EntityTagCondition
}

/// Small files, which come without a session.
extension Store {
  /// Stores a file or a new version of one.
  func upload(_ upload: DirectUpload) throws -> FileRecord {
    let digest = try SHA1.digest(of: upload.content)
    if let expected = upload.expectedSHA1, expected.lowercased() != digest.hexadecimal {
      throw APIError(
        .badRequest, .badDigest, "Content-MD5 says \(expected), the content's SHA-1 is \(digest)")
    }
    let contentID = Identifiers.hexadecimal(digits: Identifiers.sessionDigits)
    let size = Int64(upload.content.count)
    let part = StoredPart(
      id: Identifiers.hexadecimal(digits: Identifiers.partDigits), offset: 0, size: size,
      sha1: digest.hexadecimal)
    do {
      let file = try makeContent(contentID, size: size)
      try upload.content.withUnsafeBytes { try file.write($0, at: 0) }
      return try state.withLock { state in
        let current = upload.fileID.flatMap { state.files[$0] }
        if let id = upload.fileID, current == nil { throw APIError.notFound("file \(id)") }
        try upload.condition.check(entityTag: current.map { String($0.etag) })
        let folderID = current?.folderID ?? upload.folderID
        guard state.folders[folderID] != nil else { throw APIError.folderNotFound(folderID) }
        try state.requireFree(name: upload.name, inFolder: folderID, allowed: upload.fileID)
        let version = VersionRecord(
          id: state.makeItemID(), size: size, sha1: digest.hexadecimal, contentID: contentID,
          parts: [part], createdAt: policy.now())
        return try putFile(
          fileID: upload.fileID, folderID: folderID, name: upload.name, version: version,
          attributes: upload.attributes, session: nil, in: &state)
      }
    } catch {
      removeContent(contentID)
      throw error
    }
  }
}
