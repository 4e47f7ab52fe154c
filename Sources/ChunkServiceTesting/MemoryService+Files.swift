internal import ChunkDigest
internal import ChunkModels
internal import ChunkTransportTesting
internal import HTTPTypes

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension MemoryService {
  /// [Commit upload session](https://developer.box.com/reference/post-files-upload-sessions-id-commit)
  func commit(_ id: String, _ request: RecordedRequest) throws -> MemoryAnswer {
    guard let wanted = try? WireJSON.decode(CreateFileUploadSessionCommitRequest.self, from: request.body)
    else {
      throw ServiceRefusal.badRequest(.badRequest, "parts is missing or malformed")
    }
    guard let digest = request.field("Digest").flatMap({ Digest<SHA1>(headerValue: $0) }) else {
      throw ServiceRefusal.badRequest(.badDigest, "Digest is not sha=<SHA-1 in base64>")
    }
    let isLater = try state.withLock { state in
      let session = try state.open(id)
      try session.check(wanted.parts)
      try state.check(session, ifMatch: request.field("If-Match"))
      guard session.delayedCommits < settings.delayedCommits else { return false }
      state.sessions[id]?.delayedCommits += 1
      return true
    }
    if isLater { return .empty(202, [.retryAfter: "1"]) }
    let session = try state.withLock { try $0.open(id) }
    let content = session.orderedParts.reduce(into: Data(capacity: Int(session.size))) { $0 += $1.content }
    let sha1 = try sha1(of: content)
    guard digest.hexadecimal == sha1 else {
      throw ServiceRefusal.badRequest(
        .digestMismatch, "the file's SHA-1 is \(sha1) and not \(digest.hexadecimal)")
    }
    let file = try state.withLock { state in
      try state.check(try state.open(id), ifMatch: request.field("If-Match"))
      state.sessions[id] = nil
      return state.store(
        name: session.name, folderId: session.folderId, content: content, sha1: sha1,
        asVersionOf: session.fileId)
    }
    return .json(201, Files(totalCount: 1, entries: [file.model]))
  }

  /// [Preflight check](https://developer.box.com/reference/options-files-content)
  func preflight(_ request: RecordedRequest) throws -> MemoryAnswer {
    let wanted = try? WireJSON.decode(JSONValue.self, from: request.body)
    guard let name = wanted?["name"]?.stringValue, let folderId = wanted?["parent"]?["id"]?.stringValue else {
      throw ServiceRefusal.badRequest(.missingDestination, "name and parent.id are needed")
    }
    if let file = state.withLock({ $0.file(named: name, in: folderId) }) {
      throw ServiceRefusal.nameInUse(by: file)
    }
    return .json(200, ["upload_url": request.url])
  }

  /// [Get file information](https://developer.box.com/reference/get-files-id)
  func file(_ id: String) throws -> MemoryAnswer { .json(200, try find(id).model) }

  /// [Download file](https://developer.box.com/reference/get-files-id-content), without the redirect.
  func content(_ id: String) throws -> MemoryAnswer { .data(200, try find(id).content) }

  private func find(_ id: String) throws -> MemoryFile {
    guard let file = files.first(where: { $0.id == id }) else { throw ServiceRefusal.notFound("file \(id)") }
    return file
  }
}

extension MemorySession {
  /// Checks that a commit names every part that is there and no other, and that they make the whole file.
  fileprivate func check(_ named: [UploadPart]) throws {
    let wrong = named.first { part in
      guard let stored = part.offset.flatMap({ parts[$0] }) else { return true }
      return stored.id != part.partId || Int64(stored.content.count) != part.size
    }
    if let wrong {
      throw ServiceRefusal.badRequest(.partsMismatch, "no matching part found on server for \(wrong)")
    }
    guard Set(named.map(\.offset)).count == named.count, Int64(named.count) == totalParts,
      named.count == parts.count
    else {
      throw ServiceRefusal.badRequest(
        .partsMismatch, "\(parts.count) of \(totalParts) parts are on the server, \(named.count) are named")
    }
  }
}

extension ServiceState {
  /// Checks that what a session is for is still as it was.
  fileprivate func check(_ session: MemorySession, ifMatch: String?) throws {
    let current = files.first { $0.id == session.fileId }
    if let id = session.fileId, current == nil { throw ServiceRefusal.notFound("file \(id)") }
    if let ifMatch, ifMatch != current.map({ "\($0.etag)" }) {
      throw ServiceRefusal(412, .preconditionFailed, "the file's etag is not \(ifMatch)")
    }
    if let other = file(named: session.name, in: session.folderId), other.id != session.fileId {
      throw ServiceRefusal.nameInUse(by: other)
    }
  }
}

extension MemoryFile {
  /// The file as the service writes it.
  fileprivate var model: FileFull {
    FileFull(
      id: id, type: .file, etag: "\(etag)", sequenceId: "\(etag)", name: name, sha1: sha1,
      size: Int64(content.count), parent: FolderMini(id: folderId, type: .folder), itemStatus: .active)
  }
}
