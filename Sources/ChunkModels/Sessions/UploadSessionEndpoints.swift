/// The URLs of one upload session. They may lie on another host than the one that made the session.
///
/// Kept as text, because what is not a URL must not make the session unreadable: who sends a request
/// checks the URL first, and the host too.
/// [Upload session](https://developer.box.com/reference/resources/upload-session)
public struct UploadSessionEndpoints: Codable, Sendable, Hashable {
  /// Takes a part's bytes (`PUT`).
  public var uploadPart: String?

  /// Makes a file of the parts (`POST`).
  public var commit: String?

  /// Ends the session and drops its parts (`DELETE`).
  public var abort: String?

  /// Lists the parts the server holds (`GET`).
  public var listParts: String?

  /// Gives the session again (`GET`).
  public var status: String?

  /// Belongs to the log of the upload.
  public var logEvent: String?

  /// Tells which parts the server already holds (`POST`); absent where the service does not offer it.
  /// [Plan upload session](https://developer.box.com/reference/post-files-upload-sessions-id-plan)
  public var plan: String?

  /// Creates the value; what is left out is `nil` and is not written.
  public init(
    uploadPart: String? = nil, commit: String? = nil, abort: String? = nil, listParts: String? = nil,
    status: String? = nil, logEvent: String? = nil, plan: String? = nil
  ) {
    self.uploadPart = uploadPart
    self.commit = commit
    self.abort = abort
    self.listParts = listParts
    self.status = status
    self.logEvent = logEvent
    self.plan = plan
  }

  enum CodingKeys: String, CodingKey {
    case uploadPart = "upload_part"
    case commit
    case abort
    case listParts = "list_parts"
    case status
    case logEvent = "log_event"
    case plan
  }

  /// Reads the value from the JSON that Box sends; see ``WireJSON`` for what is tolerated.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    uploadPart = try values.decodeIfPresent(String.self, forKey: .uploadPart)
    commit = try values.decodeIfPresent(String.self, forKey: .commit)
    abort = try values.decodeIfPresent(String.self, forKey: .abort)
    listParts = try values.decodeIfPresent(String.self, forKey: .listParts)
    status = try values.decodeIfPresent(String.self, forKey: .status)
    logEvent = values.lenient(.logEvent)
    plan = values.lenient(.plan)
  }
}
