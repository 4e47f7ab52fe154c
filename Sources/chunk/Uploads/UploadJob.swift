import ChunkCore
import ChunkModels

/// An upload that a command asks for.
struct UploadJob: Sendable {
  let source: SourceArgument
  /// The file's name in messages.
  let label: String
  /// The file's name at the service, if it is not the path's last component.
  var name: String?
  var size: Int64?
  var folder = "0"
  /// The session to go on with.
  var session: String?
  var attributes: CommitAttributes?
  /// The ``StoredUpload/id`` of the record that the job was made from.
  var recordId: String?
  /// Why it cannot even be begun.
  var refusal: ChunkError?
}

/// What became of an upload.
struct UploadOutcome: Sendable {
  let job: UploadJob
  let result: Result<FileFull, ChunkError>
  let status: ExitStatus

  var error: ChunkError? {
    guard case .failure(let error) = result else { return nil }
    return error
  }

  /// How many bytes were uploaded.
  var bytes: Int64 { (try? result.get().size) ?? 0 }
}
