import ChunkTransportCurl
import Testing

@testable import ChunkTransportTesting

/// The checks can fail: each of them notices a transport that breaks its promise.
@Suite(.serialized) struct SabotageTests {
  private static let curl = TransportUnderTest("libcurl") {
    try CurlTransport()
  } close: {
    $0.close()
  }

  private func expectNoticed(_ sabotage: Sabotage, in subject: TransportUnderTest) async throws {
    let spoiled = sabotage.spoil(subject)
    for name in sabotage.breaks {
      let check = try #require(TransportConformance.check(named: name), "there is no check '\(name)'")
      let failure = await #expect(throws: CheckFailure.self, "\(name)") { try await check.run(spoiled) }
      #expect(failure?.check == name)
      #expect(failure?.promise == check.promise)
      #expect(failure?.saw.isEmpty == false)
    }
  }

  @Test(arguments: Sabotage.inMemory)
  func isNoticedInMemory(sabotage: Sabotage) async throws { try await expectNoticed(sabotage, in: .memory) }

  @Test(arguments: Sabotage.overTheNetwork)
  func isNoticedOverTheNetwork(sabotage: Sabotage) async throws {
    try await expectNoticed(sabotage, in: Self.curl)
  }

  /// A check that nothing can fail is none.
  @Test func everyPromiseInMemoryIsBrokenOnce() {
    let broken = Set(Sabotage.inMemory.flatMap(\.breaks))
    let kept = TransportConformance.checks.filter { $0.needs.isEmpty && !broken.contains($0.name) }
    #expect(kept.map(\.name).isEmpty)
  }
}
