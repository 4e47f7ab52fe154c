import AsyncHTTPClientTransport
import ChunkTransportTesting
import Testing

/// Every promise of a transport, over async-http-client.
@Suite(.serialized) struct ConformanceTests {
  static let subject = TransportUnderTest("async-http-client", knownFailures: known) {
    AsyncHTTPClientTransport()
  } close: {
    try await $0.close()
  }

  static let known = [
    KnownFailure(
      "limit.receive-stall-is-kept-in-the-head",
      "NIO hands on a head when it is complete: until then the limit on the answer counts.")
  ]

  @Test(arguments: TransportConformance.checks.filter { !$0.measuresTheProcess })
  func keeps(check: TransportCheck) async throws { try await check.verify(Self.subject) }

  @Test(arguments: TransportConformance.checks.filter(\.measuresTheProcess).map(\.name))
  func keepsInAProcessOfItsOwn(check: String) async {
    await #expect(processExitsWith: .success) { [check] in
      try await #require(TransportConformance.check(named: check)).verify(Self.subject)
    }
  }
}
