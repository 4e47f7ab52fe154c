internal import ChunkTransport
package import HTTPTypes

/// One call of the service's API, before token and transport.
package struct ServiceCall: Sendable {
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
  /// Whether it can be carried out twice; `nil` if its method says so.
  var isIdempotent: Bool?
  var onBytesSent: (@Sendable (Int64) -> Void)?

  struct Operation: Sendable {
    /// What a 404 says is not there.
    enum Subject: Sendable {
      /// A folder, a file.
      case item
      /// The upload session.
      case session
      /// The operation itself, which not every service has.
      case operation
    }

    let name: String
    let subject: Subject

    static let createSession = Operation(name: "Creating the session", subject: .item)
    static let getSession = Operation(name: "Reading the session", subject: .session)
    static let deleteSession = Operation(name: "Aborting the session", subject: .session)
    static let listParts = Operation(name: "Listing the parts", subject: .session)
    static let commit = Operation(name: "Committing the session", subject: .session)
    static let plan = Operation(name: "Planning the parts", subject: .operation)
    static let currentUser = Operation(name: "Reading the user", subject: .item)
    static let preflight = Operation(name: "Asking for the name", subject: .item)
    static let getFile = Operation(name: "Reading the file", subject: .item)

    static func uploadPart(_ range: ContentRange) -> Operation {
      Operation(
        name: "Uploading the part at offset \(range.first), of \(range.length) bytes,", subject: .session)
    }
  }

  /// All fields but the token's.
  ///
  /// - Parameter asUser: The user who is acted for, unless the call's own fields name another.
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument`` if an extra field is one
  ///   that the library sets: two values of it would contradict each other.
  func allFields(asUser: String? = nil) throws(ChunkError) -> HTTPFields {
    try Self.check(extraHeaders)
    var all = HTTPFields(Array(fields) + Array(extraHeaders))
    if let asUser, all[.asUser] == nil {
      try ArgumentChecks.id(asUser, of: "user")
      all[.asUser] = asUser
    }
    return all
  }

  /// Checks a caller's own fields, which are the same for all operations of an upload.
  package static func check(_ extraHeaders: HTTPFields) throws(ChunkError) {
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
