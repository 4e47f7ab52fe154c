import ChunkTransport
import ChunkTransportCurl
import ChunkTransportTesting
import Testing

/// The tests of the backend, one after the other: many of them measure time, and two processors do
/// not carry all of them at once.
@Suite(.serialized) enum CurlTests {}

extension CurlTransport {
  /// Sends a request that is expected to fail.
  func failure(of request: TransportRequest) async -> TimedSend {
    let send = await timed(request)
    if case .success(let response) = send.result {
      Issue.record("there was an answer: \(response.head.status)")
    }
    return send
  }
}

extension TimedSend {
  func expect(
    _ reason: TransportError.Reason, _ outcome: TransportError.Outcome, within limit: Duration,
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(error?.reason == reason, "\(String(describing: error))", sourceLocation: location)
    #expect(error?.outcome == outcome, "\(String(describing: error))", sourceLocation: location)
    #expect(isWithin(limit), "\(duration); the machine was late by \(delay)", sourceLocation: location)
  }
}
