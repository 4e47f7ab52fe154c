internal import ChunkModels
internal import ChunkTransportTesting
internal import HTTPTypes

/// A refusal in the service's words.
struct ServiceRefusal: Error {
  let status: Int
  let code: ErrorCode?
  let message: String
  var context: [String: JSONValue]?

  init(_ status: Int, _ code: ErrorCode?, _ message: String, context: [String: JSONValue]? = nil) {
    self.status = status
    self.code = code
    self.message = message
    self.context = context
  }

  /// The answer that says so.
  var answer: MemoryAnswer {
    guard let code else {
      // An unknown or expired token has no body; all is in the field.
      return .empty(
        status,
        [.wwwAuthenticate: #"Bearer realm="Service", error="invalid_token", error_description="\#(message)""#]
      )
    }
    return .json(
      status,
      ClientError(
        type: .error, status: Int64(status), code: code, message: message,
        contextInfo: context.map { ErrorContext(fields: $0) }, requestId: "memory"))
  }

  static let unauthorized = ServiceRefusal(401, nil, "The access token provided is invalid.")

  static func notFound(_ what: String) -> ServiceRefusal {
    ServiceRefusal(404, .notFound, "Not Found: \(what)")
  }

  static func badRequest(_ code: ErrorCode, _ message: String) -> ServiceRefusal {
    ServiceRefusal(400, code, message)
  }

  static func sessionNotFound(_ id: String) -> ServiceRefusal {
    ServiceRefusal(404, .uploadSessionNotFound, "Upload session \(id) not found")
  }

  /// 409 for a name that a file has.
  static func nameInUse(by file: MemoryFile) -> ServiceRefusal {
    let item = ConflictingItem(
      id: file.id, type: .file, etag: "\(file.etag)", sequenceId: "\(file.etag)", name: file.name,
      sha1: file.sha1,
      size: Int64(file.content.count))
    return ServiceRefusal(
      409, .itemNameInUse, "Item with the same name already exists",
      context: (try? JSONValue(encoding: item)).map { ["conflicts": $0] })
  }
}

extension MemoryAnswer {
  /// A value of the service's as JSON.
  static func json(_ status: Int, _ value: some Encodable) -> MemoryAnswer {
    guard let data = try? WireJSON.encode(value) else {
      return .text(500, "{\"type\":\"error\",\"status\":500,\"message\":\"no JSON\"}")
    }
    return .data(status, data, [.contentType: "application/json"])
  }
}
