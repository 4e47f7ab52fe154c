import ChunkTransportTesting
import Testing

/// The in-memory transport keeps the promises that make sense without a network.
@Suite(.serialized) struct MemoryConformanceTests {
  @Test(arguments: TransportConformance.checks.filter { $0.needs.isEmpty })
  func keeps(check: TransportCheck) async throws {
    guard case .passed = try await check.verify(.memory) else {
      Issue.record("it did not run")
      return
    }
  }

  @Test(arguments: TransportConformance.checks.filter { !$0.needs.isEmpty })
  func saysWhatItHasNot(check: TransportCheck) async throws {
    guard case .skipped(let skipped) = try await check.verify(.memory) else {
      Issue.record("it ran")
      return
    }
    #expect(check.needs.map(\.rawValue).contains(skipped.missing))
  }
}
