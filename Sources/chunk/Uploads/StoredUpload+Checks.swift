import ChunkCore

extension StoredUpload {
  /// The upload with its record as it is now; `nil` if there is none any more.
  func readAgain(_ entry: any ResumeEntry) -> StoredUpload? {
    var upload = self
    do throws(ResumeError) {
      guard let record = try entry.read() else { return nil }
      upload.record = .success(record)
    } catch {
      upload.record = .failure(error)
    }
    return upload
  }

  /// - Throws: ``ChunkError``: the record is damaged, newer, or cannot be read.
  func usableRecord() throws(ChunkError) -> ResumeRecord {
    do throws(ResumeError) {
      return try record.get()
    } catch {
      throw ChunkError(error)
    }
  }
}

extension FileResumeStore {
  /// The record of a file's upload that has this session; `nil` also if the records cannot be read.
  func record(ofSession session: String, path: String) -> ResumeRecord? {
    let records = (try? uploads())?.compactMap { try? $0.record.get() }
    return records?.first { $0.session.id == session && $0.sourcePath == path }
  }
}

extension ResumeRecord {
  /// The file's name in messages.
  var label: String { fileName.isEmpty ? SourceArgument(path: sourcePath).name : fileName }

  /// What the upload is to become, in words.
  var destination: String {
    if let id = instead?.fileId { return "file \(id), by its name \(folderId)/\(fileName)" }
    guard let fileId else { return "\(folderId)/\(instead?.fileName ?? fileName)" }
    return fileName.isEmpty ? "file \(fileId)" : "file \(fileId), as \(fileName)"
  }

  /// Why nothing may be sent for this upload with the settings as they are. A record does not choose
  /// where a token goes: anybody may have written it, so its URL is only compared.
  func refusal(at endpoints: ServiceEndpoints) -> ChunkError? {
    let own = try? ServiceEndpoints(upload: uploadURL).upload
    if own == endpoints.upload { return nil }
    let upload = endpoints.upload
    return ChunkError(
      .urlRefused,
      "This upload was begun at '\(uploadURL)', and the upload URL that is set is "
        + "'\(upload.scheme)://\(upload.authority)\(upload.path)'",
      remedy: "If you trust the first with your token, set it with --upload-url or CHUNK_UPLOAD_URL")
  }
}
