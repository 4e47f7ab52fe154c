internal import ChunkModels
internal import HTTPTypes

/// A refusal in the service's own words: a status, an open-ended `code` and a message, sent as the
/// `ClientError` object of the API reference.
///
/// The store throws it too: what it refuses is what the service refuses, and nothing is gained by
/// naming each refusal twice.
struct APIError: Error, Sendable {
  /// The HTTP status.
  var status: HTTPResponse.Status
  /// The service's word for what went wrong, such as `item_name_in_use`.
  var code: ErrorCode
  /// A sentence for people.
  var message: String
  /// What the error is about, such as the conflicting item.
  var contextInfo: [String: JSONValue]?
  /// Further header fields.
  var headers: HTTPFields = [:]

  init(
    _ status: HTTPResponse.Status, _ code: ErrorCode, _ message: String,
    contextInfo: [String: JSONValue]? = nil
  ) {
    self.status = status
    self.code = code
    self.message = message
    self.contextInfo = contextInfo
  }

  /// The error as the service writes it in JSON.
  func body(requestID: String) -> ClientError {
    ClientError(
      type: .error, status: Int64(status.code), code: code, message: message,
      contextInfo: contextInfo.map { ErrorContext(fields: $0) },
      helpUrl: "http://developers.box.com/docs/#errors", requestId: requestID)
  }
}

extension APIError {
  /// 400 for an argument, with the list of errors that the service puts in `context_info`.
  static func badArgument(_ code: ErrorCode, name: String, _ message: String) -> APIError {
    let detail: JSONValue = [
      "reason": "invalid_parameter", "name": .string(name), "message": .string(message),
    ]
    return APIError(.badRequest, code, message, contextInfo: ["errors": .array([detail])])
  }

  /// 404 for an item that is not there.
  static func notFound(_ what: String) -> APIError { APIError(.notFound, .notFound, "Not Found: \(what)") }

  /// 404 for a session that never was, was aborted or is committed.
  ///
  /// The code was seen in a public thread, the status was not.
  static func sessionNotFound(_ id: String) -> APIError {
    APIError(.notFound, .uploadSessionNotFound, "Upload session \(id) not found")
  }

  /// 410 for a session that lived longer than `session_expires_at`.
  static func sessionExpired(_ id: String) -> APIError {
    APIError(.gone, .sessionExpired, "Upload session \(id) has expired")
  }

  /// 412 for an entity tag (or another condition) that does not hold.
  static func preconditionFailed(_ message: String) -> APIError {
    APIError(.preconditionFailed, .preconditionFailed, message)
  }
}
