import ChunkModels
import Testing

@testable import ChunkEmulator

/// How fast bytes are taken, and the sink for measuring what a client can send at all.
@Suite struct PaceTests {
  private func time(
    of part: Int, of content: [UInt8], _ session: UploadSession, _ client: Client
  ) async throws -> Duration {
    let start = ContinuousClock.now
    #expect(try await client.put(session, content, at: part * 500_000).status == 200)
    return ContinuousClock.now - start
  }

  @Test func eachRequestKeepsTheRate() async throws {
    let content = bytes(2_000_000)
    try await withEmulator {
      $0.partSize = 500_000
      $0.faults = [Fault(on: .part, times: 0, do: .slow(bytesPerSecond: 1_000_000))]
    } _: { client in
      let session = try await client.create("a", size: content.count)
      let times = try await withThrowingTaskGroup(of: Duration.self) { group in
        for part in 0..<4 {
          group.addTask { try await time(of: part, of: content, session, client) }
        }
        return try await group.reduce(into: [Duration]()) { $0.append($1) }
      }
      // How much longer it takes depends on what else the machine does.
      for time in times { #expect(time >= .milliseconds(500)) }
    }
  }

  @Test func bytesComeInSmallSteps() async throws {
    let pace = Pace(bytesPerSecond: 20_000_000)
    let start = ContinuousClock.now
    for step in 1...100 {
      try await pace.take(60_000)
      // Each call gives 3 ms; what is less than a step is not waited for.
      #expect(ContinuousClock.now - start > .milliseconds(3 * step - 6))
    }
    try await pace.finish()
    #expect(ContinuousClock.now - start >= .milliseconds(300))
  }

  @Test func whatTheOtherSideLetPassIsNotMadeUpFor() async throws {
    let pace = Pace(bytesPerSecond: 1_000_000)
    try await pace.take(1000)
    try await Task.sleep(for: .milliseconds(600))
    let start = ContinuousClock.now
    try await pace.take(500_000)
    #expect(ContinuousClock.now - start >= .milliseconds(295))
  }

  @Test func theSinkTakesAnything() async throws {
    try await withEmulator { client in
      let url = client.emulator.url + "/_emulator/sink"
      let answer = try await client.send(
        "PUT", url, headers: ["Authorization": ""], body: bytes(3_000_000))
      #expect(answer.status == 204)
      #expect(client.emulator.counters.requests.isEmpty)
    }
  }
}
