import ChunkTestSupport
import ChunkTransport
import ChunkTransportCurl
import Foundation
import HTTPTypes
import Testing

extension CurlTests {
  /// Cancelling ends a send at once, whatever it is doing, and says what the server may know.
  @Suite struct CancellationTests {
    let transport: CurlTransport

    init() throws { transport = try CurlTransport() }

    private func expectCancelled(
      _ outcome: TransportError.Outcome, script: [RawStep], scheme: String = "http",
      body: RequestBody = .none,
      when isReady: @escaping @Sendable (RawConnection) -> Bool, _ location: SourceLocation = #_sourceLocation
    ) async throws {
      let server = try RawServer(script)
      let request = TransportRequest(.put, server.authority, scheme: scheme, body: body)
      let failed = await transport.cancelled(request) { server.connections.first.map(isReady) == true }
      failed.expect(.cancelled, outcome, within: .seconds(1), location)
    }

    @Test func whileConnecting() async throws {
      let server = try FullBacklog()
      let begun = ContinuousClock.now
      let failed = await transport.cancelled(TransportRequest(.put, "127.0.0.1:\(server.port)", body: .large))
      {
        ContinuousClock.now - begun > .milliseconds(100)
      }
      failed.expect(.cancelled, .neverSent, within: .seconds(1))
    }

    /// libcurl would wait for the look-up to end, and every other request would wait with it.
    @Test(.enabled(if: SlowName.isAvailable))
    func whileLookingUpTheName() async throws {
      let server = try RawServer([.serve(rawResponse())])
      let begun = ContinuousClock.now
      let failed = await transport.cancelled(TransportRequest(.put, SlowName.name, body: .large)) {
        ContinuousClock.now - begun > .milliseconds(100)
      }
      failed.expect(.cancelled, .neverSent, within: .seconds(1))
      let meter = LoadMeter()
      let next = ContinuousClock.now
      #expect(try await transport.send(TransportRequest(.get, server.authority)).head.status == .ok)
      let duration = ContinuousClock.now - next
      let delay = meter.stop()
      #expect(duration < LoadMeter.bound(.seconds(1), delay: delay), "the machine was late by \(delay)")
    }

    @Test func duringTheHandshake() async throws {
      let gate = Gate()
      try await expectCancelled(.neverSent, script: [.tell(gate), .hold], scheme: "https") { _ in gate.isOpen
      }
    }

    @Test func whileTheBodyGoesOut() async throws {
      try await expectCancelled(.outcomeUnknown, script: [.readHead, .hold], body: .large) {
        !$0.requests.isEmpty
      }
    }

    @Test func whileWaitingForTheAnswer() async throws {
      let gate = Gate()
      let script: [RawStep] = [.readHead, .readBody, .tell(gate), .hold]
      try await expectCancelled(.outcomeUnknown, script: script, body: .zeros(100_000)) { _ in gate.isOpen }
    }

    @Test func insideTheResponsesHead() async throws {
      let gate = Gate()
      let script: [RawStep] = [
        .readHead, .send("HTTP/1.1 200 OK\r\nX: y\r\n"), .pause(.milliseconds(50)), .tell(gate), .hold,
      ]
      try await expectCancelled(.outcomeUnknown, script: script) { _ in gate.isOpen }
    }

    @Test func insideTheResponsesBody() async throws {
      let gate = Gate()
      let script: [RawStep] = [
        .readHead, .send("HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\nabc"), .pause(.milliseconds(50)),
        .tell(gate), .hold,
      ]
      try await expectCancelled(.answered(status: 201), script: script) { _ in gate.isOpen }
    }

    @Test func beforeTheSend() async throws {
      let server = try RawServer([.serve(rawResponse())])
      let authority = server.authority
      for _ in 0..<20 {
        let failed = await withTaskGroup(of: Failed.self) { group in
          group.cancelAll()
          group.addTask { await transport.failure(of: TransportRequest(.put, authority, body: .zeros(10))) }
          return await group.next()
        }
        failed?.expect(.cancelled, .neverSent, within: .seconds(1))
      }
      #expect(server.connections.isEmpty)
    }

    /// It is not even handed in: a closed transport would refuse it for another reason.
    @Test func beforeTheSendNothingElseIsLookedAt() async throws {
      let transport = try CurlTransport()
      transport.close()
      let failed = await withTaskGroup(of: Failed.self) { group in
        group.cancelAll()
        group.addTask { await transport.failure(of: TransportRequest(.get, "127.0.0.1:1")) }
        return await group.next()
      }
      failed?.expect(.cancelled, .neverSent, within: .seconds(1))
    }

    /// Whatever wins the race, each send ends once, and the transport still works.
    @Test func races() async throws {
      let server = try RawServer([.serve(rawResponse())])
      let authority = server.authority
      let ended = Progress()
      await withTaskGroup { group in
        for round in 0..<200 {
          group.addTask {
            let task = Task {
              try await transport.send(TransportRequest(.put, authority, body: .zeros(1000)))
            }
            for _ in 0..<(round % 20) { await Task.yield() }
            if round % 3 == 0 { try? await Task.sleep(for: .microseconds(round * 20)) }
            task.cancel()
            do {
              #expect(try await task.value.head.status == .ok)
              ended.note(1)
            } catch {
              #expect((error as? TransportError)?.reason == .cancelled)
              ended.note(0)
            }
          }
          if round % 8 == 7 { for _ in 0..<8 { await group.next() } }
        }
      }
      #expect(ended.values.count == 200)
      #expect(try await transport.send(TransportRequest(.get, authority)).head.status == .ok)
    }
  }
}
