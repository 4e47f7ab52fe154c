internal import ChunkTransport
internal import HTTPTypes

extension TransportCheck {
  /// What is left when a transport is gone.
  static let remains = [
    TransportCheck(
      "remains.no-connection",
      "When a transport has been closed and its last user has let go of it, its connections are closed too."
    ) { stage in
      let server = try RawServer([.serve(rawResponse())])
      try await use(stage) { transport in
        for _ in 0..<2 {
          _ = try await transport.send(TransportRequest(.put, server.authority, body: .zeros(10)))
        }
      }
      try stage.require(server.requests.count == 2, "\(server.requests.count) of 2 requests")
      try await stage.wait(for: "the end of every connection") { server.connections.allSatisfy(\.sawEnd) }
    },
    TransportCheck(
      "remains.no-descriptor-and-no-thread",
      "Transports that are gone leave neither descriptors nor threads, also if sends failed or were cancelled.",
      needs: [.network, .processFacts], measuresTheProcess: true
    ) { stage in
      let serving = try RawServer([.serve(rawResponse())])
      let cutting = try RawServer([.readHead, .read(1000), .reset])
      // Reads whatever comes until the client goes, and says nothing.
      let silent = try RawServer([.readHead, .read(.max)])
      @Sendable func round() async throws {
        try await use(stage) { transport in
          for _ in 0..<2 { _ = try await transport.send(TransportRequest(.get, serving.authority)) }
          _ = try? await transport.send(TransportRequest(.put, cutting.authority, body: .large))
          let heads = silent.requests.count
          let hanging = Task {
            try? await transport.send(TransportRequest(.put, silent.authority, body: .zeros(1000)))
          }
          try await stage.wait(for: "the request that hangs") { silent.requests.count > heads }
          hanging.cancel()
          _ = await hanging.value
        }
        try await stage.wait(for: "the end of every connection") {
          (serving.connections + silent.connections).allSatisfy(\.sawEnd)
        }
      }
      // Threads of the runtime start with the first.
      for _ in 0..<2 { try await round() }
      try await Task.sleep(for: .milliseconds(100))
      let threads = ProcessFacts.threads ?? 0
      let descriptors = ProcessFacts.descriptors?.count ?? 0
      for _ in 0..<20 { try await round() }
      let isClean = await eventually(within: .seconds(10)) {
        // A thread more may be the runtime's; a leak would be twenty.
        (ProcessFacts.threads ?? 0) <= threads + 4
          && (ProcessFacts.descriptors?.count ?? 0) <= descriptors + 4
      }
      let now = (ProcessFacts.threads ?? 0, ProcessFacts.descriptors?.count ?? 0)
      try stage.require(
        isClean, "\(threads) threads became \(now.0), and \(descriptors) descriptors \(now.1)")
    },
  ]

  /// Does something with a transport that is gone afterwards.
  private static func use(_ stage: Stage, _ body: (any Transport) async throws -> Void) async throws {
    let opened = try await stage.subject.open()
    do {
      try await body(opened.transport)
    } catch {
      try? await opened.close()
      throw error
    }
    try await opened.close()
  }
}
