internal import ChunkTransport
internal import HTTPTypes

/// One call of the service's API, before token and transport.
struct ServiceCall: Sendable {
  /// What it is called in messages and logs.
  var operation: Operation
  var method: HTTPRequest.Method
  var url: ServiceURL
  /// The fields that the operation needs.
  var fields: HTTPFields = [:]
  /// The caller's own fields.
  var extraHeaders: HTTPFields
  var body: RequestBody = .none
  var maximumResponseBytes = 16 << 20
  var onBytesSent: (@Sendable (Int64) -> Void)?

  struct Operation: Sendable {
    let name: String
    /// Whether a 404 means that the upload session is gone.
    let isOnSession: Bool

    static let createSession = Operation(name: "Creating the session", isOnSession: false)
    static let getSession = Operation(name: "Reading the session", isOnSession: true)
    static let uploadPart = Operation(name: "Uploading the part", isOnSession: true)
    static let deleteSession = Operation(name: "Aborting the session", isOnSession: true)
    static let listParts = Operation(name: "Listing the parts", isOnSession: true)
    static let commit = Operation(name: "Committing the session", isOnSession: true)
    static let plan = Operation(name: "Planning the parts", isOnSession: true)
    static let preflight = Operation(name: "Asking for the name", isOnSession: false)
    static let getFile = Operation(name: "Reading the file", isOnSession: false)
  }

  /// All fields but the token's.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument`` if an extra field is one
  ///   that the library sets: two values of it would contradict each other.
  func allFields() throws(ChunkError) -> HTTPFields {
    try Self.check(extraHeaders)
    return HTTPFields(Array(fields) + Array(extraHeaders))
  }

  /// Checks a caller's own fields, which are the same for all operations of an upload.
  static func check(_ extraHeaders: HTTPFields) throws(ChunkError) {
    for field in extraHeaders where ownFields.contains(field.name) {
      throw .invalidArgument(
        "The extra header field \(field.name) is one that the library sets itself",
        "Leave it out; use the operation's own parameter")
    }
  }

  /// The fields that one operation or another sets.
  private static let ownFields: Set<HTTPField.Name> = [
    .authorization, .contentType, .contentRange, .digest, .ifMatch, .ifNoneMatch,
  ]
}
