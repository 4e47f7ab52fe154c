import ChunkTestSupport
import ChunkTransport
import ChunkTransportCurl
import Foundation
import Testing

extension CurlTests {
  /// Each limit ends the phase it is for, and no other. libcurl's own low-speed limit cannot tell them
  /// apart, and a part may be checked for a minute before the answer.
  @Suite struct LimitTests {
    let transport: CurlTransport
    private let short = Duration.milliseconds(100)
    /// Longer than the short limit and the interval in which limits are looked at.
    private let long = Duration.milliseconds(500)

    init() throws { transport = try CurlTransport() }

    @Test func connecting() async throws {
      let server = try FullBacklog()
      let request = TransportRequest(
        .get, "127.0.0.1:\(server.port)", limits: .generous.with { $0.connect = .milliseconds(200) })
      await transport.failure(of: request).expect(.connectTimedOut, .neverSent, within: .seconds(2))
    }

    @Test func theHandshakeIsPartOfConnecting() async throws {
      let server = try RawServer([.hold])
      let request = TransportRequest(
        .get, server.authority, scheme: "https", limits: .generous.with { $0.connect = .milliseconds(200) })
      await transport.failure(of: request).expect(.connectTimedOut, .neverSent, within: .seconds(2))
    }

    @Test(.enabled(if: SlowName.isAvailable))
    func theNameLookUpIsPartOfConnecting() async throws {
      let request = TransportRequest(
        .get, SlowName.name, limits: .generous.with { $0.connect = .milliseconds(200) })
      await transport.failure(of: request).expect(.connectTimedOut, .neverSent, within: .seconds(2))
    }

    @Test func connectingIsNotAStall() async throws {
      let server = try FullBacklog()
      let limits = TransportLimits(connect: .seconds(1), sendStall: short, answer: short, receiveStall: short)
      let request = TransportRequest(.put, "127.0.0.1:\(server.port)", body: .large, limits: limits)
      await transport.failure(of: request).expect(.connectTimedOut, .neverSent, within: .seconds(3))
    }

    @Test func aServerThatReadsNothing() async throws {
      let server = try RawServer([.readHead, .hold])
      let request = TransportRequest(
        .put, server.authority, body: .large, limits: .generous.with { $0.sendStall = .milliseconds(200) })
      await transport.failure(of: request).expect(.sendStalled, .outcomeUnknown, within: .seconds(3))
    }

    @Test func aServerThatReadsAllAndIsSilent() async throws {
      let server = try RawServer([.readHead, .readBody, .hold])
      let request = TransportRequest(
        .put, server.authority, body: .zeros(1 << 20),
        limits: .generous.with { $0.answer = .milliseconds(200) })
      await transport.failure(of: request).expect(.answerTimedOut, .outcomeUnknown, within: .seconds(3))
    }

    @Test func waitingForTheAnswerIsNoStall() async throws {
      let server = try RawServer([.readHead, .readBody, .pause(long), .send(rawResponse()), .finish])
      let limits = TransportLimits.generous.with {
        $0.sendStall = short
        $0.receiveStall = short
      }
      // So little that it leaves at once, whether or not the server is already reading.
      let request = TransportRequest(.put, server.authority, body: .zeros(16 << 10), limits: limits)
      #expect(try await transport.send(request).head.status == .ok)
    }

    @Test func sendingIsNotWaitingForTheAnswer() async throws {
      let server = try RawServer { connection in
        connection.readHead()
        // Longer than the limit in all; what comes after the body's last byte has left is far shorter.
        for _ in 0..<16 {
          connection.readBody(2 << 20)
          connection.pause(.milliseconds(80))
        }
        connection.send(rawResponse())
        connection.finish()
      }
      let limits = TransportLimits.generous.with {
        $0.answer = .seconds(1)
        $0.receiveStall = short
      }
      let request = TransportRequest(.put, server.authority, body: .zeros(32 << 20), limits: limits)
      #expect(try await transport.send(request).head.status == .ok)
    }

    @Test(
      arguments: [
        ("HTTP/1.1 200 OK\r\nContent-Le", .outcomeUnknown),
        ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", .answered(status: 200)),
      ] as [(String, TransportError.Outcome)])
    func aResponseThatStopsHalfway(text: String, outcome: TransportError.Outcome) async throws {
      let server = try RawServer([.readHead, .send(text), .hold])
      let limits = TransportLimits.generous.with { $0.receiveStall = .milliseconds(200) }
      let request = TransportRequest(.get, server.authority, limits: limits)
      await transport.failure(of: request).expect(.receiveStalled, outcome, within: .seconds(3))
    }

    /// After "102 Processing" the server still works on the answer.
    @Test(arguments: ["100 Continue", "102 Processing"])
    func anInterimResponseDoesNotBeginTheResponse(status: String) async throws {
      let server = try RawServer([
        .readHead, .readBody, .send("HTTP/1.1 \(status)\r\n\r\n"), .pause(long), .send(rawResponse()),
        .finish,
      ])
      let limits = TransportLimits.generous.with { $0.receiveStall = short }
      let request = TransportRequest(.put, server.authority, body: .zeros(1000), limits: limits)
      #expect(try await transport.send(request).head.status == .ok)
    }

    @Test func aSlowResponseIsFineWhileItMoves() async throws {
      let server = try RawServer { connection in
        connection.readHead()
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n")
        for _ in 0..<12 {
          connection.send("x")
          connection.pause(.milliseconds(100))
        }
        connection.finish()
      }
      let limits = TransportLimits.generous.with { $0.receiveStall = .seconds(1) }
      let response = try await transport.send(TransportRequest(.get, server.authority, limits: limits))
      #expect(response.body.count == 12)
    }

    /// Numbers that libcurl's milliseconds cannot hold.
    @Test(arguments: [Duration.seconds(Int64.max), .seconds(Int64.max / 1000 - 1), .seconds(1 << 40)])
    func endlessLimits(limit: Duration) async throws {
      let server = try RawServer([.serve(rawResponse())])
      let transport = try CurlTransport(options: CurlOptions(maximumConnectionAge: limit))
      let limits = TransportLimits(connect: limit, sendStall: limit, answer: limit, receiveStall: limit)
      for _ in 0..<2 {
        let request = TransportRequest(.put, server.authority, body: .zeros(10), limits: limits)
        #expect(try await transport.send(request).head.status == .ok)
      }
      #expect(server.connections.count == 1)
    }
  }
}
