import ChunkTestSupport
import ChunkTransportTesting
import ChunkTransport
import ChunkTransportURLSession
import Foundation
import HTTPTypes
import Testing

extension URLSessionTests {
  /// What a transport leaves behind: nothing.
  @Suite struct LifeTests {
    /// In a process of its own: other tests open descriptors too.
    @Test(.enabled(if: ProcessFacts.descriptors != nil))
    func neitherDescriptorsNorThreadsAreLeft() async {
      await #expect(processExitsWith: .success) {
        let server = try RawServer([.serve(rawResponse(body: "ok"))])
        // What is made once (Dispatch's own) is not counted.
        try await Self.use(server, times: 5)
        let before = try #require(ProcessFacts.descriptors).count
        try await Self.use(server, times: 60)
        let server2 = server
        #expect(
          await eventually(within: .seconds(20)) {
            (ProcessFacts.descriptors?.count ?? 0) - server2.connections.filter { !$0.sawEnd }.count <= before
          })
        #expect(await eventually(within: .seconds(20)) { server2.connections.allSatisfy(\.sawEnd) })
      }
    }

    private static func use(_ server: RawServer, times: Int) async throws {
      for number in 0..<times {
        let transport = try URLSessionTransport()
        let body = RequestBody.zeros(100_000)
        _ = try await transport.send(TransportRequest(.put, server.authority, body: body))
        let task = Task {
          await transport.failure(of: TransportRequest(.put, server.authority, body: .stuck))
        }
        try await Task.sleep(for: .milliseconds(number % 7))
        task.cancel()
        #expect(await task.value?.reason == .cancelled)
        if number.isMultiple(of: 2) { transport.close() }
      }
    }

    @Test func closingEndsWhatIsInFlight() async throws {
      let gate = Gate()
      let server = try RawServer([.readHead, .tell(gate), .hold])
      let transport = try URLSessionTransport()
      let request = TransportRequest(.put, server.authority, body: .zeros(1 << 20))
      async let failed = transport.failure(of: request)
      #expect(await eventually { gate.isOpen })
      transport.close()
      #expect(await failed?.reason == .closed)
      let after = await transport.failure(of: request)
      #expect(after?.reason == .closed)
      #expect(after?.outcome == .neverSent)
    }

    /// The transport is closed by what it calls while a body goes out.
    @Test func closingFromWithin() async throws {
      let server = try RawServer([.serve(rawResponse())])
      let transport = try URLSessionTransport()
      var request = TransportRequest(.put, server.authority, body: .zeros(8 << 20))
      request.onBytesSent = { _ in transport.close() }
      let error = await transport.failure(of: request)
      #expect(error?.reason == .closed)
      #expect(error?.outcome == .outcomeUnknown)
    }

    @Test func noBodyIsSentTwice() async throws {
      let ok = rawResponse()
      let server = try RawServer(
        [.readHead, .readBody, .send(ok), .readHead, .readBody, .close], [.serve(ok)])
      let transport = try URLSessionTransport()
      var ends: [TransportError?] = []
      for _ in 0..<2 {
        do throws(TransportError) {
          _ = try await transport.send(TransportRequest(.put, server.authority, body: .zeros(3_000_000)))
          ends.append(nil)
        } catch {
          ends.append(error)
        }
      }
      #expect(ends[0] == nil)
      // Either it has taken another connection, or it says that it does not know.
      if let error = ends[1] { #expect(error.outcome == .outcomeUnknown) }
      #expect(server.requests.count == 2)
    }

    @Test func aBodyThatCannotBeRead() async throws {
      struct DiskOnFire: Error {}
      let server = try RawServer([.serve(rawResponse())])
      let body = PullBody(length: 4 << 20) { offset, buffer in
        if offset >= 1 << 20 { throw DiskOnFire() }
        return buffer.count
      }
      let error = await (try URLSessionTransport()).failure(
        of: TransportRequest(.put, server.authority, body: .pull(body)))
      #expect(error?.reason == .bodyUnreadable)
      #expect(error?.outcome == .neverSent)
      #expect(error?.message.contains("DiskOnFire") == true)
      #expect(server.connections.isEmpty)
    }

    /// Reading has a thread of its own: a disk that hangs holds up nothing else, and a cancel does not wait for it.
    @Test func aDiskThatHangs() async throws {
      let (hanging, goOn) = (Gate(), Gate())
      let server = try RawServer([.serve(rawResponse())])
      let transport = try URLSessionTransport()
      let body = PullBody(length: 1000) { _, buffer in
        hanging.open()
        goOn.wait()
        return buffer.count
      }
      let task = Task {
        await transport.failure(of: TransportRequest(.put, server.authority, body: .pull(body)))
      }
      #expect(await eventually { hanging.isOpen })
      #expect(try await transport.send(TransportRequest(.get, server.authority)).head.status == .ok)
      let begun = ContinuousClock.now
      task.cancel()
      let error = await task.value
      #expect(error?.reason == .cancelled)
      #expect(error?.outcome == .neverSent)
      #expect(ContinuousClock.now - begun < .seconds(3))
      goOn.open()
    }
  }
}

extension RequestBody {
  /// More than any socket takes up, to a server that does not read on.
  static let stuck = RequestBody.zeros(32 << 20)
}
