import ChunkTestSupport
import ChunkTransport
import ChunkTransportCurl
import ChunkTransportTesting
import Foundation
import Testing

extension CurlTests {
  /// The transport's thread and connections, from beginning to end.
  @Suite struct LifeTests {
    @Test func closeEndsWhatIsInFlight() async throws {
      let waiting = Gate()
      let silent = try RawServer([.readHead, .readBody, .tell(waiting), .hold])
      let answering = try RawServer([
        .readHead, .send("HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\nabc"), .hold,
      ])
      let backlog = try FullBacklog()
      let transport = try CurlTransport()
      async let sent = transport.failure(of: TransportRequest(.put, silent.authority, body: .zeros(10)))
      async let answered = transport.failure(of: TransportRequest(.get, answering.authority))
      async let connecting = transport.failure(of: TransportRequest(.get, "127.0.0.1:\(backlog.port)"))
      #expect(await eventually { waiting.isOpen && !answering.requests.isEmpty })
      try await Task.sleep(for: .milliseconds(50))
      transport.close()
      await sent.expect(.closed, .outcomeUnknown, within: .seconds(5))
      await answered.expect(.closed, .answered(status: 201), within: .seconds(5))
      await connecting.expect(.closed, .neverSent, within: .seconds(5))
    }

    /// It is not even handed in: a closed transport would refuse it for another reason.
    @Test func aTaskThatIsCancelledIsToldSoAfterClose() async throws {
      let transport = try CurlTransport()
      transport.close()
      let failed = await withTaskGroup(of: TimedSend.self) { group in
        group.cancelAll()
        group.addTask { await transport.failure(of: TransportRequest(.get, "127.0.0.1:1")) }
        return await group.next()
      }
      failed?.expect(.cancelled, .neverSent, within: .seconds(1))
    }

    @Test func nothingIsSentAfterClose() async throws {
      let server = try RawServer([.serve(rawResponse())])
      let transport = try CurlTransport()
      transport.close()
      transport.close()
      let failed = await transport.failure(of: TransportRequest(.get, server.authority))
      failed.expect(.closed, .neverSent, within: .seconds(1))
      #expect(server.connections.isEmpty)
    }

    /// They are closed although the transport itself is still there.
    @Test func closeClosesIdleConnections() async throws {
      let server = try RawServer([.serve(rawResponse())])
      let transport = try CurlTransport()
      _ = try await transport.send(TransportRequest(.get, server.authority))
      #expect(server.connections.first?.sawEnd == false)
      transport.close()
      #expect(await eventually { server.connections.first?.sawEnd == true })
      withExtendedLifetime(transport) {}
    }

    /// The thread cannot wait for its own end.
    @Test func closeInsideAProgressReport() async throws {
      let server = try RawServer([.readHead, .readBody, .hold])
      let transport = try CurlTransport()
      let request = TransportRequest(
        .put, server.authority, body: .large, onBytesSent: { _ in transport.close() })
      await transport.failure(of: request).expect(.closed, .outcomeUnknown, within: .seconds(2))
    }

    @Test func closesAndSendsAtTheSameTime() async throws {
      let server = try RawServer([.serve(rawResponse())])
      let authority = server.authority
      for _ in 0..<20 {
        let transport = try CurlTransport()
        await withTaskGroup { group in
          for _ in 0..<4 {
            group.addTask {
              do throws(TransportError) {
                _ = try await transport.send(TransportRequest(.get, authority))
              } catch {
                #expect(error.reason == .closed)
              }
            }
          }
          group.addTask { transport.close() }
        }
      }
    }

    /// Older libcurl writes to TLS connections in a way that raises it; newer does not, so a reset
    /// alone would not show that it is blocked.
    @Test func signalsAreForOtherThreads() async throws {
      let server = try RawServer([.serve(rawResponse())])
      let transport = try CurlTransport()
      let blocked = Noted<CInt>()
      let request = TransportRequest(
        .put, server.authority, body: .zeros(1000),
        onBytesSent: { _ in
          var mask = sigset_t()
          pthread_sigmask(SIG_BLOCK, nil, &mask)
          blocked.add(sigismember(&mask, SIGPIPE))
        })
      _ = try await transport.send(request)
      #expect(blocked.all.last == 1)
    }
  }
}
