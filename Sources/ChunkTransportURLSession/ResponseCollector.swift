internal import ChunkTransport
internal import Foundation
internal import HTTPTypes

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// Puts a response together from what the session's delegate is told.
struct ResponseCollector {
  /// The final response's head.
  private(set) var head: HTTPResponse?
  private(set) var body = Data()
  /// Whether there was a head, be it an interim one.
  private(set) var hasBegun = false

  /// Takes a head; false if it is that of an interim response (1xx), after which the answer is still to come.
  mutating func take(_ response: HTTPURLResponse) -> Bool {
    hasBegun = true
    guard (200...999).contains(response.statusCode) else { return false }
    var fields = HTTPFields()
    for (name, value) in response.allHeaderFields {
      guard let text = name as? String, let name = HTTPField.Name(text), let value = value as? String else {
        continue
      }
      fields.append(HTTPField(name: name, value: value))
    }
    head = HTTPResponse(status: HTTPResponse.Status(code: response.statusCode), headerFields: fields)
    body = Data()
    return true
  }

  /// Takes bytes of the body; false if that makes it longer than is accepted.
  mutating func take(_ data: Data, maximum: Int) -> Bool {
    guard data.count <= maximum - body.count else { return false }
    body.append(data)
    return true
  }
}
