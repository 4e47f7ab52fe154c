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
  /// The file that gets a new version, and the etag that it has to have.
  var fileId: String?
  var ifMatch: String?
  var ifExists = UploadOptions.IfExists.fail
  /// The session to go on with.
  var session: String?
  var attributes: CommitAttributes?
  /// The ``StoredUpload/id`` of the record that the job was made from.
  var recordId: String?
  /// Why it cannot even be begun.
  var refusal: ChunkError?

  /// How many bytes the upload has, as far as that is known; 0 for one that is going to be refused.
  var expectedBytes: Int64 {
    let bytes = source.regularSize ?? size ?? 0
    return refusal == nil && bytes >= ServiceOptions.smallestFile ? bytes : 0
  }
}

extension UploadJob {
  /// Takes what a record says of the file that the upload is to become; a condition of its own stays.
  mutating func take(_ record: ResumeRecord) {
    folder = record.folderId
    name = record.fileName.isEmpty ? nil : record.fileName
    fileId = record.fileId
    ifMatch = ifMatch ?? (record.instead == nil ? record.ifMatch : nil)
    if let place = record.instead { ifExists = place.ifExists }
  }

  /// The job as it goes on by its session alone, which may have become one of a version.
  func asTaken(_ taken: UploadEvent.NameTaken?) -> UploadJob {
    guard let taken, taken.consequence == .newVersion else { return self }
    var job = self
    job.fileId = taken.item.id
    job.ifMatch = taken.item.etag
    return job
  }

  /// The flags of a new version, to go into a command that is to be pasted.
  var versionWords: [String] {
    ShellWord.option("--file-id", fileId) + ShellWord.option("--if-match", ifMatch)
  }
}

/// What became of an upload.
struct UploadOutcome: Sendable {
  let job: UploadJob
  let result: Result<FileFull, ChunkError>
  let status: ExitStatus
  /// Whether the session was opened, or gone on with, in this run.
  var hadSession = true
  /// What became of the name, if it was taken.
  var nameTaken: UploadEvent.NameTaken?
  /// Whether the file has another size now than when it was begun: its session is refused then.
  var hasNewSize = false

  var error: ChunkError? {
    guard case .failure(let error) = result else { return nil }
    return error
  }

  /// Whether the service refuses the session of an earlier run: with this token it can be neither gone on
  /// with nor aborted.
  var isOfAnotherUser: Bool {
    guard let error, error.session != nil, !hadSession else { return false }
    return error.kind == .forbidden || error.kind == .notFound
  }

  /// Whether running again makes sense.
  var canGoOn: Bool {
    guard let error, error.canGoOn, !isOfAnotherUser else { return false }
    return !(error.kind == .sourceUnreadable && hasNewSize)
  }

  /// How many bytes were uploaded.
  var bytes: Int64 { (try? result.get().size) ?? 0 }
}
