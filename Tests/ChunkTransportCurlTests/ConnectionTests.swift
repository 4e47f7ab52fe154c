import ChunkTestSupport
import ChunkTransport
import ChunkTransportCurl
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

    /// Repeating it could open a second session.
    @Test func aPostIsNeverRepeated() async throws {
      let server = try RawServer([.serve(ok)], [.readHead, .readBody, .close], [.serve(ok)])
      _ = try await transport.send(TransportRequest(.put, server.authority, body: .zeros(10)))
      let failed = await transport.failure(of: TransportRequest(.post, server.authority, body: .zeros(10)))
      failed.expect(.connectionLost, .outcomeUnknown, within: .seconds(2))
      #expect(server.requests.count == 2)
    }

    @Test func theServerClosedItMeanwhile() async throws {
      let closed = Gate()
      let server = try RawServer([.readHead, .readBody, .send(ok), .close, .tell(closed)], [.serve(ok)])
      _ = try await transport.send(TransportRequest(.put, server.authority, body: .zeros(10)))
      #expect(await eventually { closed.isOpen })
      try await expectWhole(sentTo: server, count: 3_000_000)
    }

    /// The request may have been carried out: it is not for the transport to send it again. (One of which
    /// not even the body's first byte has left may be repeated, so the server waits for that.)
    @Test(
      arguments: [
        [.readHead, .readBody, .close], [.readHead, .readBody, .reset], [.readHead, .read(1), .close],
        [.readHead, .read(1), .reset], [.readHead, .read(1000), .close],
        [.readHead, .read(1_000_000), .reset],
      ] as [[RawStep]])
    func theServerClosesItInsteadOfAnAnswer(ending: [RawStep]) async throws {
      let server = try RawServer([.readHead, .readBody, .send(ok)] + ending, [.serve(ok)])
      _ = try await transport.send(TransportRequest(.put, server.authority, body: .zeros(10)))
      do throws(TransportError) {
        let body = RequestBody.bytes(Data(pattern(3_000_000)))
        _ = try await transport.send(TransportRequest(.put, server.authority, body: body))
        Issue.record("the body was sent again")
      } catch {
        #expect(error.reason == .connectionLost)
        #expect(error.outcome == .outcomeUnknown)
      }
      #expect(server.requests.count == 2)
    }

    /// Without a body there is nothing that could be done twice.
    @Test func aRequestWithoutABodyIsRepeated() async throws {
      let server = try RawServer([.readHead, .readBody, .send(ok), .readHead, .close], [.serve(ok)])
      _ = try await transport.send(TransportRequest(.put, server.authority, body: .zeros(10)))
      #expect(try await transport.send(TransportRequest(.get, server.authority)).head.status == .ok)
      #expect(server.connections.count == 2)
    }

    /// The body arrives from its beginning on the second connection, and progress begins again.
    private func expectWhole(sentTo server: RawServer, count: Int) async throws {
      let directory = try TemporaryDirectory()
      let file = try OpenFile(path: try directory.writePattern(count: count))
      let progress = Progress()
      let request = TransportRequest(
        .put, server.authority, body: .file(FileRegion(file: file, offset: 0, length: Int64(count))),
        onBytesSent: { progress.note($0) })
      #expect(try await transport.send(request).head.status == .ok)
      #expect(server.connections.count == 2)
      #expect(server.requests.last?.bodyCount == Int64(count))
      #expect(server.requests.last?.bodySHA1 == (try sha1(pattern(count))))
      #expect(progress.values.last == Int64(count))
    }

    @Test func eightAtATime() async throws {
      let all = Gate()
      let server = try RawServer([.readHead, .wait(all), .readBody, .send(ok), .finish])
      let authority = server.authority
      let body = pattern(200_000)
      try await withThrowingTaskGroup { group in
        for _ in 0..<8 {
          group.addTask {
            let request = TransportRequest(.put, authority, body: .bytes(Data(body)))
            return try await transport.send(request).head.status
          }
        }
        // No answer comes before the eighth request is there.
        #expect(await eventually { server.requests.count == 8 })
        all.open()
        for try await status in group { #expect(status == .ok) }
      }
      let digest = try sha1(body)
      #expect(server.requests.allSatisfy { $0.bodySHA1 == digest })
    }

    @Test func refused() async throws {
      let port = try closedPort()
      let failed = await transport.failure(of: TransportRequest(.put, "127.0.0.1:\(port)", body: .large))
      failed.expect(.connectFailed, .neverSent, within: .seconds(2))
    }

    /// RFC 6761 reserves the name; the resolver of the test answers at once for it.
    @Test(.enabled(if: SlowName.isAvailable)) func unknownName() async throws {
      let failed = await transport.failure(of: TransportRequest(.put, SlowName.unknownName, body: .large))
      failed.expect(.nameNotResolved, .neverSent, within: .seconds(2))
    }

    @Test func anAddressThatIsNone() async throws {
      let failed = await transport.failure(of: TransportRequest(.put, "[1:2]", body: .large))
      failed.expect(.invalidRequest, .neverSent, within: .seconds(2))
    }
  }
}
