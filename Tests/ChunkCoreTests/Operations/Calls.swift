import ChunkCore
import ChunkDigest
import ChunkModels
import ChunkTransport
import ChunkTransportTesting
import Foundation
import HTTPTypes

/// Every operation that sends one request, each with good arguments: for what all have in common.
enum Call: String, CaseIterable, Sendable {
  case createSession, createVersion, getByUrl, getById, uploadByUrl, upload, deleteByUrl, deleteById
  case listByUrl, list, commitByUrl, commit, planByUrl, plan

  static let sessionId = "F971964745A5CD0C001BBE4E58196BFD"
  static let url = "https://up.example:8443/elsewhere/\(sessionId)"
  static let bytes = Data("part".utf8)
  static let range = "bytes 0-3/20000000"
  static let parts = [
    UploadPart(partId: "B", offset: 4, size: 4), UploadPart(partId: "A", offset: 0, size: 4),
  ]
  static let planned = [UploadPartPlan(offset: 0, size: 4, sha512: "ab")]

  static func digest() throws -> String { try SHA1.digest(of: bytes).headerValue }

  /// A good answer.
  var answer: MemoryAnswer {
    switch self {
    case .createSession, .createVersion: .text(201, Document.session)
    case .getByUrl, .getById: .text(200, Document.session)
    case .uploadByUrl, .upload: .text(200, Document.part)
    case .deleteByUrl, .deleteById: .empty(204)
    case .listByUrl, .list: .text(200, Document.parts)
    case .commitByUrl, .commit: .text(201, Document.files)
    case .planByUrl, .plan: .text(200, Document.plan)
    }
  }

  /// Whether a 404 means that the session is gone.
  /// A plan's 404 may also mean that the service has none.
  var isOnSession: Bool { ![.createSession, .createVersion, .plan, .planByUrl].contains(self) }

  /// Whether the answer has a body.
  var hasAnswerBody: Bool { self != .deleteByUrl && self != .deleteById }

  /// Whether it takes a URL of the service.
  var takesURL: Bool { rawValue.hasSuffix("ByUrl") }

  /// Carries the operation out.
  func run(
    _ manager: ChunkedUploadsManager, url: String = Call.url, extraHeaders: HTTPFields = [:]
  ) async throws {
    switch self {
    case .createSession:
      _ = try await manager.createFileUploadSession(
        folderId: "0", fileSize: 20_000_000, fileName: "a.bin", extraHeaders: extraHeaders)
    case .createVersion:
      _ = try await manager.createFileUploadSessionForExistingFile(
        fileId: "12345", fileSize: 20_000_000, extraHeaders: extraHeaders)
    case .getByUrl: _ = try await manager.getFileUploadSessionByUrl(url: url, extraHeaders: extraHeaders)
    case .getById:
      _ = try await manager.getFileUploadSessionById(
        uploadSessionId: Self.sessionId, extraHeaders: extraHeaders)
    case .uploadByUrl:
      _ = try await manager.uploadFilePartByUrl(
        url: url, body: .bytes(Self.bytes), digest: Self.digest(), contentRange: Self.range, partSize: 4,
        extraHeaders: extraHeaders)
    case .upload:
      _ = try await manager.uploadFilePart(
        uploadSessionId: Self.sessionId, body: .bytes(Self.bytes), digest: Self.digest(),
        contentRange: Self.range, extraHeaders: extraHeaders)
    case .deleteByUrl: try await manager.deleteFileUploadSessionByUrl(url: url, extraHeaders: extraHeaders)
    case .deleteById:
      try await manager.deleteFileUploadSessionById(
        uploadSessionId: Self.sessionId, extraHeaders: extraHeaders)
    case .listByUrl:
      _ = try await manager.getFileUploadSessionPartsByUrl(url: url, extraHeaders: extraHeaders)
    case .list:
      _ = try await manager.getFileUploadSessionParts(
        uploadSessionId: Self.sessionId, extraHeaders: extraHeaders)
    case .commitByUrl:
      _ = try await manager.createFileUploadSessionCommitByUrl(
        url: url, parts: Self.parts, digest: Self.digest(), extraHeaders: extraHeaders)
    case .commit:
      _ = try await manager.createFileUploadSessionCommit(
        uploadSessionId: Self.sessionId, parts: Self.parts, digest: Self.digest(),
        extraHeaders: extraHeaders)
    case .planByUrl:
      _ = try await manager.createFileUploadSessionPlanByUrl(
        url: url, parts: Self.planned, extraHeaders: extraHeaders)
    case .plan:
      _ = try await manager.createFileUploadSessionPlan(
        uploadSessionId: Self.sessionId, parts: Self.planned, extraHeaders: extraHeaders)
    }
  }
}
