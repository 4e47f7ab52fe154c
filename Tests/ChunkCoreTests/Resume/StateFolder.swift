import ChunkModels
import ChunkTestSupport
import Foundation
import Testing

@testable import ChunkCore

/// A store in a directory of its own, and what a test wants to see of its files.
struct StateFolder {
  let outside: TemporaryDirectory
  let path: String
  let store: FileResumeStore

  init() throws {
    outside = try TemporaryDirectory()
    path = outside.file("state")
    store = FileResumeStore(directory: path)
  }

  var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

  func file(_ name: String) -> String { path + "/" + name }
  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: file(name))))
  }

  /// Puts a file there that looks as if the store had written it.
  func put(_ bytes: [UInt8], as name: String) throws {
    try makePrivate()
    try Data(bytes).write(to: URL(filePath: file(name)))
    try #require(chmod(file(name), 0o600) == 0)
  }

  func makePrivate() throws {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// Begins an upload, as a process does that is interrupted later.
  @discardableResult func begin(_ key: ResumeKey = .sample) throws -> ResumeRecord {
    let entry = try store.open(key)
    let record = ResumeRecord.sample(key)
    try entry.write(record)
    entry.close()
    return record
  }

  /// A record in the file format, after a change to its JSON or to its first line.
  static func bytes(_ record: ResumeRecord = .sample(), version: Int) throws -> [UInt8] {
    let bytes = try ResumeFormat.bytes(of: record)
    let end = try #require(bytes.firstIndex(of: UInt8(ascii: "\n")))
    let body = Array(bytes[(end + 1)...])
    let crc = CRC32.hexadecimal(of: Array("libchunk-state \(version) \(body.count)\n".utf8) + body)
    return Array("libchunk-state \(version) \(crc) \(body.count)\n".utf8) + body
  }
}

extension ResumeKey {
  static let sampleOfVersion = ResumeKey(
    uploadURL: "https://upload.box.com/api", fileId: "12345", newName: nil, sourcePath: "/data/disk.img")

  static let sample = ResumeKey(
    uploadURL: "https://upload.box.com/api", folderId: "0", fileName: "disk.img",
    sourcePath: "/home/me/disk.img")
}

extension ResumeRecord {
  static func sample(_ key: ResumeKey = .sample) -> ResumeRecord {
    let url = "https://fupload-eu.app.box.com/api/2.0/files/upload_sessions/F971964745A5CD0C001BBE4E58196BFD"
    return ResumeRecord(
      key: key,
      session: UploadSession(
        id: "F971964745A5CD0C001BBE4E58196BFD", type: .uploadSession,
        sessionExpiresAt: Date(timeIntervalSince1970: 1_800_000_000), partSize: 8_388_608, totalParts: 3,
        numPartsProcessed: 0,
        sessionEndpoints: UploadSessionEndpoints(
          uploadPart: url, commit: url + "/commit", abort: url, listParts: url + "/parts", status: url,
          logEvent: url + "/log", plan: nil)),
      fileSize: 20_000_000, partSize: 8_388_608,
      source: SourceIdentity(
        size: 20_000_000, modified: 1_799_999_999_123_456_789, device: 2049, inode: .max),
      attributes: CommitAttributes(
        contentModifiedAt: Date(timeIntervalSince1970: 1_799_999_999.25), description: "naïve 😀\n\u{0}"),
      createdAt: Date(timeIntervalSinceReferenceDate: 799_999_999.123_456_7), updatedAt: Date())
  }
}

/// The error that the store throws.
func resumeFailure<Value>(
  _ kind: ResumeError.Kind? = nil, sourceLocation: SourceLocation = #_sourceLocation,
  of body: () throws -> Value
) throws -> ResumeError {
  let error = try #require(throws: ResumeError.self, sourceLocation: sourceLocation) { try body() }
  if let kind { #expect(error.kind == kind, "\(error)", sourceLocation: sourceLocation) }
  return error
}
