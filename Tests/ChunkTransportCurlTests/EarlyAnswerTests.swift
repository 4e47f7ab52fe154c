import ChunkTestSupport
import ChunkTransport
import ChunkTransportCurl
import Foundation
import HTTPTypes
import Testing

extension CurlTests {
  /// A server that answers while the body is still on its way.
  @Suite struct EarlyAnswerTests {
    let transport: CurlTransport
    private let tooLarge = rawResponse("413 Content Too Large", body: "too much")

    init() throws { transport = try CurlTransport() }

    @Test(arguments: [0, 1 << 20] as [Int64])
    func theAnswerIsSeen(readBefore: Int64) async throws {
      let server = try RawServer([.readHead, .read(readBefore), .send(tooLarge), .finish])
      let response = try await transport.send(TransportRequest(.put, server.authority, body: .large))
      #expect(response.head.status.code == 413)
      #expect(response.body == Data("too much".utf8))
      // The rest of the body was not sent after it, and the connection cannot be used again.
      #expect(await eventually { server.connections.first?.sawEnd == true })
    }

    /// A reset may overtake the answer: then it is unknown, and the server must be asked.
    @Test(
      arguments: [
        [.readHead, .close], [.readHead, .read(1 << 20), .close], [.readHead, .read(1 << 20), .reset],
        [.readHead, .read(1 << 20), .pause(.milliseconds(20)), .reset],
      ] as [[RawStep]])
    func aResetAfterTheAnswer(steps: [RawStep]) async throws {
      let ending = steps.suffix(1)
      let server = try RawServer(Array(steps.dropLast() + [.send(tooLarge)] + ending))
      for _ in 0..<10 {
        do throws(TransportError) {
          let response = try await transport.send(TransportRequest(.put, server.authority, body: .large))
          #expect(response.head.status.code == 413)
        } catch {
          #expect(error.reason == .connectionLost)
          #expect([.outcomeUnknown, .answered(status: 413)].contains(error.outcome))
        }
      }
    }

    @Test(arguments: [RawStep.close, .reset])
    func aResetWithoutAnAnswer(ending: RawStep) async throws {
      let server = try RawServer([.readHead, .read(1 << 20), ending])
      for method in [.put, .post] as [HTTPRequest.Method] {
        let failed = await transport.failure(of: TransportRequest(method, server.authority, body: .large))
        failed.expect(.connectionLost, .outcomeUnknown, within: .seconds(3))
      }
      // Neither was repeated: these were new connections.
      #expect(server.connections.count == 2)
    }

    @Test func theTransportWorksAfterwards() async throws {
      let server = try RawServer([.readHead, .send(tooLarge), .finish], [.serve(rawResponse())])
      _ = try await transport.send(TransportRequest(.put, server.authority, body: .large))
      let body = pattern(100_000)
      let request = TransportRequest(.put, server.authority, body: .bytes(Data(body)))
      #expect(try await transport.send(request).head.status == .ok)
      #expect(server.connections.last?.requests.first?.body == body)
    }
  }
}
