package import ChunkTransport
package import HTTPTypes

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

extension TransportRequest {
  /// A request to a server of a test.
  package init(
    _ method: HTTPRequest.Method = .get, _ authority: String, _ path: String = "/", scheme: String = "http",
    fields: HTTPFields = [:], body: RequestBody = .none, limits: TransportLimits = .generous,
    onBytesSent: (@Sendable (Int64) -> Void)? = nil
  ) {
    self.init(
      head: HTTPRequest(
        method: method, scheme: scheme, authority: authority, path: path, headerFields: fields),
      body: body, limits: limits, onBytesSent: onBytesSent)
  }
}

extension TransportLimits {
  /// None of these passes in a test that goes well; a test of one limit makes that one small.
  package static let generous: TransportLimits = {
    let limit: Duration = .seconds(60)
    return TransportLimits(connect: limit, sendStall: limit, answer: limit, receiveStall: limit)
  }()

  /// These limits with some of them changed.
  package func with(_ change: (inout TransportLimits) -> Void) -> TransportLimits {
    var limits = self
    change(&limits)
    return limits
  }
}

extension RequestBody {
  /// More bytes than sockets take up, and no more than a backend has to hold at a time.
  package static let large = RequestBody.zeros(48 << 20)

  /// So many zero bytes.
  package static func zeros(_ count: Int64) -> RequestBody {
    .pull(
      PullBody(length: count) { _, buffer in
        // Not `initializeMemory`: without optimization that goes byte by byte.
        if let start = buffer.baseAddress { memset(start, 0, buffer.count) }
        return buffer.count
      })
  }
}
