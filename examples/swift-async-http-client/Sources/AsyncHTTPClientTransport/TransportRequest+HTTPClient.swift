internal import AsyncHTTPClient
internal import ChunkTransport
internal import HTTPTypes
internal import NIOHTTP1

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension TransportRequest {
  /// The request as the client takes it.
  ///
  /// - Throws: ``TransportError`` with reason ``TransportError/Reason/unsupported`` for what would not arrive as it is.
  func httpClientRequest(body: HTTPClient.Body?) throws(TransportError) -> HTTPClient.Request {
    if let rate = maximumBytesPerSecond {
      throw .unsupported("async-http-client cannot hold a body to \(rate) bytes a second")
    }
    let text = "\(head.scheme ?? "")://\(head.authority ?? "")\(head.path ?? "")"
    guard let url = URL(string: text), url.absoluteString == text else {
      throw .unsupported("async-http-client would not send the path as it is; percent-encode it (RFC 3986)")
    }
    var headers = HTTPHeaders()
    headers.add(name: "User-Agent", value: "libchunk")
    for field in head.headerFields {
      let value = field.withUnsafeBytesOfValue { String(validating: $0, as: UTF8.self) }
      guard let value else { throw .unsupported("the field \(field.name) is not UTF-8") }
      if field.name == .userAgent { headers.remove(name: "User-Agent") }
      headers.add(name: field.name.rawName, value: value)
    }
    do {
      let request = try HTTPClient.Request(
        url: url, method: HTTPMethod(rawValue: head.method.rawValue), headers: headers, body: body)
      return request
    } catch {
      throw TransportError.invalidRequest("async-http-client does not take it: \(error)")
    }
  }
}

extension TransportError {
  /// What cannot be done here.
  fileprivate static func unsupported(_ message: String) -> TransportError {
    TransportError(.unsupported, outcome: .neverSent, message: message)
  }
}
