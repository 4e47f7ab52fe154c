import ChunkTestSupport
import ChunkTransportCurl
import ChunkTransportTesting
import Testing

extension CurlTests {
  /// Every promise of a transport.
  @Suite struct ConformanceTests {
    static let subject = TransportUnderTest(
      "libcurl", slowName: SlowName.isAvailable ? SlowName.name : nil, unknownName: SlowName.unknownName
    ) {
      try CurlTransport()
    } close: {
      $0.close()
    }

    @Test(arguments: TransportConformance.checks.filter { !$0.measuresTheProcess })
    func keeps(check: TransportCheck) async throws { try await check.verify(Self.subject) }

    @Test(arguments: TransportConformance.checks.filter(\.measuresTheProcess).map(\.name))
    func keepsInAProcessOfItsOwn(check: String) async {
      await #expect(processExitsWith: .success) { [check] in
        try await #require(TransportConformance.check(named: check)).verify(Self.subject)
      }
    }
  }
}
