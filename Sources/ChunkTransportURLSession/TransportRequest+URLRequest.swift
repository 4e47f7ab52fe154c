internal import ChunkTransport
internal import Foundation
internal import HTTPTypes

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

extension TransportRequest {
  /// The request for URLSession, without its body.
  ///
  /// - Throws: ``TransportError`` with reason ``TransportError/Reason/unsupported`` for what would not arrive as it is.
  func urlRequest(options: URLSessionOptions) throws(TransportError) -> URLRequest {
    try refuseWhatIsIgnored()
    var request = URLRequest(
      url: try url(), cachePolicy: .reloadIgnoringLocalCacheData, timeoutInterval: RunningTask.noTimeout)
    request.httpMethod = head.method.rawValue
    request.httpShouldHandleCookies = false
    request.setValue(options.userAgent, forHTTPHeaderField: "User-Agent")
    var values: [String: [String]] = [:]
    for field in head.headerFields {
      values[field.name.canonicalName, default: []].append(try Self.value(of: field))
      // Several fields of a name are one with a list (RFC 9110, 5.3).
      request.setValue(
        values[field.name.canonicalName]?.joined(separator: ", "), forHTTPHeaderField: field.name.rawName)
    }
    return request
  }

  private func refuseWhatIsIgnored() throws(TransportError) {
    let count = body.count ?? 0
    if let rate = maximumBytesPerSecond {
      throw .unsupported(
        "URLSession cannot hold a body to \(rate) bytes a second; use the libcurl transport, or no limit of rate"
      )
    }
    if count > URLSessionTransport.maximumBodyBytes {
      throw .unsupported(
        "URLSession takes bodies from memory: \(count) bytes are more than the "
          + "\(URLSessionTransport.maximumBodyBytes) that it is given; use the libcurl transport")
    }
    if head.method == .get, count > 0 { throw .unsupported("URLSession sends no GET request with a body") }
    #if canImport(FoundationNetworking)
      try EnvironmentProxies.current.check(scheme: head.scheme ?? "", authority: head.authority ?? "")
    #endif
  }

  private func url() throws(TransportError) -> URL {
    let text = "\(head.scheme ?? "")://\(head.authority ?? "")\(head.path ?? "")"
    // Foundation percent-encodes what it does not like, and below it dot segments are taken out.
    guard let url = URL(string: text), url.absoluteString == text else {
      throw .unsupported("URLSession would not send the path as it is; percent-encode it (RFC 3986)")
    }
    let path = (head.path ?? "").split(separator: "?", omittingEmptySubsequences: false).first ?? ""
    let hasDots = path.split(separator: "/").contains { segment in
      let plain = segment.lowercased().replacingOccurrences(of: "%2e", with: ".")
      return plain == "." || plain == ".."
    }
    if hasDots { throw .unsupported("URLSession would take out the path's segments '.' and '..'") }
    return url
  }

  private static func value(of field: HTTPField) throws(TransportError) -> String {
    let text = field.withUnsafeBytesOfValue { String(validating: $0, as: UTF8.self) }
    guard let text else { throw .unsupported("URLSession sends text: the field \(field.name) is not UTF-8") }
    return text.trimmingCharacters(in: .whitespaces)
  }
}
