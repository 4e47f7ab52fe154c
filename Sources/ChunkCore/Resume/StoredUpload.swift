/// An upload that was begun and not finished, as a ``FileResumeStore`` lists it.
public struct StoredUpload: Sendable, Hashable {
  /// The ``ResumeKey/id`` of the upload.
  public var id: String
  /// The path of the record's file.
  public var path: String
  /// The record, or what is wrong with it.
  public var record: Result<ResumeRecord, ResumeError>
  /// Whether a process is working on the upload, this one included.
  public var isLocked: Bool
  /// Which process it is, if it is known.
  public var processId: Int32?

  /// An upload in a list.
  public init(
    id: String, path: String, record: Result<ResumeRecord, ResumeError>, isLocked: Bool,
    processId: Int32? = nil
  ) {
    self.id = id
    self.path = path
    self.record = record
    self.isLocked = isLocked
    self.processId = processId
  }
}
