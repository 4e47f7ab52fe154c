import ChunkTransport
import ChunkTransportURLSession
import Foundation
import HTTPTypes
import Testing

/// The tests of what is this backend's own. What all transports promise is tested elsewhere.
@Suite enum URLSessionTests {}

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
