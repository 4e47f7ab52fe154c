import ChunkCore
import ChunkModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An unfinished upload as a row of the list.
struct ListedUpload {
  private let upload: StoredUpload
  private let now: Date

  init(_ upload: StoredUpload, now: Date = .now) {
    self.upload = upload
    self.now = now
  }

  static let titles = ["ID", "STATE", "SIZE", "BEGUN", "ENDS", "SESSION", "TO", "FILE"]

  /// The state as a word, stable between versions.
  private var word: String {
    switch upload.record {
    case .failure(let error):
      switch error.kind {
      case .torn: "damaged"
      case .newerVersion: "newer"
      default: "unusable"
      }
    case .success(let record):
      upload.isLocked ? "running" : isExpired(record) ? "expired" : record.commit == nil ? "parts" : "commit"
    }
  }

  private func isExpired(_ record: ResumeRecord) -> Bool {
    record.session.sessionExpiresAt.map { $0 <= now } ?? false
  }

  var columns: [String] {
    let state = upload.processId.map { upload.isLocked ? "\(word) (\($0))" : word } ?? word
    switch upload.record {
    case .failure(let error):
      return [upload.id, state, "-", "-", "-", "-", "-", error.message]
    case .success(let record):
      let end = record.session.sessionExpiresAt.map { $0 <= now ? "ended" : "in \(span(now, $0))" }
      return [
        upload.id, state, Format.bytes(record.fileSize), "\(span(record.createdAt, now)) ago", end ?? "-",
        record.session.id ?? "-", record.destination, record.sourcePath,
      ]
    }
  }

  var fields: [String: JSONValue] {
    var fields: [String: JSONValue] = [
      "id": .string(upload.id), "state": .string(word), "record": .string(upload.path),
      "in_progress": .bool(upload.isLocked),
    ]
    if upload.isLocked { fields["process_id"] = upload.processId.map { .integer(Int64($0)) } }
    switch upload.record {
    case .failure(let error):
      fields["error"] = JSONLine.value(of: ChunkError(error))
    case .success(let record):
      fields["path"] = .string(record.sourcePath)
      if record.fileId == nil { fields["folder_id"] = .string(record.folderId) }
      if !record.fileName.isEmpty { fields["name"] = .string(record.instead?.fileName ?? record.fileName) }
      fields["if_exists"] = record.instead.map { .string($0.ifExists.rawValue) }
      fields["file_id"] = (record.fileId ?? record.instead?.fileId).map { .string($0) }
      fields["if_match"] = record.ifMatch.map { .string($0) }
      fields["size"] = .integer(record.fileSize)
      fields["upload_url"] = .string(record.uploadURL)
      fields["session_id"] = record.session.id.map { .string($0) }
      fields["expires_at"] = record.session.sessionExpiresAt.map { .string(WireDate.text(from: $0)) }
      fields["created_at"] = .string(WireDate.text(from: record.createdAt))
      fields["updated_at"] = .string(WireDate.text(from: record.updatedAt))
    }
    return fields
  }

  private func span(_ start: Date, _ end: Date) -> String {
    Format.span(.seconds(max(0, end.timeIntervalSince(start))))
  }
}
