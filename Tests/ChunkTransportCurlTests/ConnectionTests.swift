import ChunkTestSupport
import ChunkTransport
import ChunkTransportCurl
import ChunkTransportTesting
import Foundation
import HTTPTypes
import Testing

extension CurlTests {
  /// Which requests share a connection, and what happens when it is dead.
  @Suite struct ConnectionTests {
    let transport: CurlTransport
    private let ok = rawResponse()

    init() throws { transport = try CurlTransport() }

    @Test func isUsedAgain() async throws {
      let server = try RawServer([.serve(ok)])
      for method in [.put, .get, .delete, .put] as [HTTPRequest.Method] {
        let body = method == .put ? RequestBody.zeros(1000) : .none
        #expect(
          try await transport.send(TransportRequest(method, server.authority, body: body)).head.status == .ok)
      }
      #expect(server.connections.count == 1)
      #expect(server.requests.count == 4)
    }

    @Test func isNotUsedWhenTooOld() async throws {
      let server = try RawServer([.serve(ok)])
      let transport = try CurlTransport(options: CurlOptions(maximumConnectionAge: .seconds(1)))
      _ = try await transport.send(TransportRequest(.get, server.authority))
      try await Task.sleep(for: .milliseconds(2100))
      _ = try await transport.send(TransportRequest(.get, server.authority))
      #expect(server.connections.count == 2)
    }

    @Test func aPostHasItsOwn() async throws {
      let server = try RawServer([.serve(ok)])
      for method in [.put, .post, .post] as [HTTPRequest.Method] {
        _ = try await transport.send(TransportRequest(method, server.authority, body: .zeros(10)))
      }
      #expect(server.connections.count == 3)
    }

    /// A question that happens to be a POST, such as a plan.
    @Test func aPostThatDoesNoHarmTwiceHasNot() async throws {
      let server = try RawServer([.serve(ok)])
      for _ in 0..<3 {
        var request = TransportRequest(.post, server.authority, body: .zeros(10))
        request.isIdempotent = true
        _ = try await transport.send(request)
      }
      #expect(server.connections.count == 1)
    }

    /// Numbers that libcurl's milliseconds cannot hold.
    @Test(arguments: [Duration.seconds(Int64.max), .seconds(Int64.max / 1000 - 1), .seconds(1 << 40)])
    func mayBeOfAnyAge(limit: Duration) async throws {
      let server = try RawServer([.serve(ok)])
      let transport = try CurlTransport(options: CurlOptions(maximumConnectionAge: limit))
      for _ in 0..<2 {
        let request = TransportRequest(.put, server.authority, body: .zeros(10))
        #expect(try await transport.send(request).head.status == .ok)
      }
      #expect(server.connections.count == 1)
    }

    /// Without a body there is nothing that could be done twice.
    @Test func aRequestWithoutABodyIsRepeated() async throws {
      let server = try RawServer([.readHead, .readBody, .send(ok), .readHead, .close], [.serve(ok)])
      _ = try await transport.send(TransportRequest(.put, server.authority, body: .zeros(10)))
      #expect(try await transport.send(TransportRequest(.get, server.authority)).head.status == .ok)
      #expect(server.connections.count == 2)
    }
  }
}
