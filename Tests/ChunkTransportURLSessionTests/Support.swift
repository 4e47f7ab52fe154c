import ChunkTransport
import ChunkTransportURLSession
import Foundation
import HTTPTypes
import Testing

/// The tests of what is this backend's own. What all transports promise is tested elsewhere.
@Suite enum URLSessionTests {}

extension TransportRequest {
  /// A request to a server of a test.
  init(
    _ method: HTTPRequest.Method, _ authority: String, _ path: String = "/", scheme: String = "http",
    fields: HTTPFields = [:], body: RequestBody = .none, limits: TransportLimits = TransportLimits()
  ) {
    self.init(
      head: HTTPRequest(
        method: method, scheme: scheme, authority: authority, path: path, headerFields: fields),
      body: body, limits: limits)
  }
}

extension Transport {
  /// Sends a request that is expected to fail.
  func failure(of request: TransportRequest) async -> TransportError? {
    do throws(TransportError) {
      let response = try await send(request)
      Issue.record("there was an answer: \(response.head.status)")
      return nil
    } catch {
      return error
    }
  }
}

extension RequestBody {
  /// So many zero bytes, from a function.
  static func zeros(_ count: Int64) -> RequestBody {
    .pull(
      PullBody(length: count) { _, buffer in
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
        return buffer.count
      })
  }
}
