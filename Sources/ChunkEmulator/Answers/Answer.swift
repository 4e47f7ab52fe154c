#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import ChunkModels
internal import HTTPTypes
internal import Hummingbird

/// Answers in the forms that the service uses.
enum Answer {
  /// A JSON answer.
  static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: try WireJSON.encode(value))))
  }

  /// An answer with no body.
  static func empty(_ status: HTTPResponse.Status, headers: HTTPFields = [:]) -> Response {
    Response(status: status, headers: headers)
  }

  /// An answer with a body of some other type.
  static func bytes(_ bytes: [UInt8], type: String, status: HTTPResponse.Status) -> Response {
    Response(
      status: status, headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// A refusal, with the request's id in the body and in `box-request-id`.
  static func error(_ error: APIError) -> Response {
    let requestID = Identifiers.hexadecimal(digits: requestIDDigits)
    let text = (try? WireJSON.encode(error.body(requestID: requestID))).map { [UInt8]($0) } ?? []
    var response = bytes(text, type: "application/json", status: error.status)
    response.headers.append(contentsOf: error.headers)
    if let name = HTTPField.Name("box-request-id") { response.headers[name] = requestID }
    return response
  }

  /// 401 as the service answers an unknown or expired token: no body, all in the header.
  static func unauthorized(_ fault: TokenFault) -> Response {
    let (error, reason) =
      switch fault {
      case .invalid: ("invalid_token", "The access token provided is invalid.")
      // Clients look for this word.
      case .expired: ("expired_token", "The access token provided has expired.")
      }
    let challenge = #"Bearer realm="Service", error="\#(error)", error_description="\#(reason)""#
    return empty(.unauthorized, headers: [.wwwAuthenticate: challenge])
  }

  /// 202: what was asked is not finished; ask again after so many seconds. Not JSON, but empty.
  static func accepted(retryAfter seconds: Int) -> Response {
    empty(.accepted, headers: [.retryAfter: String(seconds)])
  }

  private static let requestIDDigits = 18
}

extension HTTPFields {
  /// Adds all fields of another collection.
  mutating func append(contentsOf other: HTTPFields) {
    for field in other { append(field) }
  }
}
