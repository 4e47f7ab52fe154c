import ChunkCore
import ChunkCoreTestSupport
import ChunkTransportTesting
import Testing

/// What is logged: that something happened, and nothing that opens a door.
@Suite struct LoggingTests {
  @Test(arguments: Call.allCases)
  func neitherTokenNorSessionIsLogged(call: Call) async throws {
    let answers: [MemoryAnswer] = [
      call.answer, .error(403, "forbidden"), .empty(401), .failure(.connectionLost, .outcomeUnknown),
    ]
    for answer in answers {
      let log = LogCollector()
      let manager = try ChunkedUploadsManager(
        transport: MemoryTransport(answer), tokens: StaticToken(BearerToken(secretText)),
        endpoints: ServiceEndpoints(upload: "https://up.example:8443/api"), logger: log.logger)
      try? await call.run(manager)
      #expect(!log.all.isEmpty)
      for line in log.all {
        #expect(!line.contains(secretText))
        #expect(!line.contains(Call.sessionId))
        #expect(line.hasPrefix("debug"), "an operation of one request is no news to anybody")
      }
    }
  }
}
