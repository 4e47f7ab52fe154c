import ChunkTestSupport
import ChunkTransport
import ChunkTransportCurl
import ChunkTransportTesting
import Foundation
import HTTPTypes
import Testing

extension CurlTests {
  /// What stands on the wire, byte for byte.
  @Suite struct WireTests {
    let server: RawServer
    let transport: CurlTransport

    init() throws {
      server = try RawServer([.serve(rawResponse())])
      transport = try CurlTransport(options: CurlOptions(userAgent: "test/1"))
    }

    private func received(_ request: TransportRequest) async throws -> ReceivedRequest {
      #expect(try await transport.send(request).head.status == .ok)
      return try #require(server.requests.last)
    }

    private func head(_ method: String, _ path: String = "/", _ fields: String...) -> String {
      let lines = [
        "\(method) \(path) HTTP/1.1", "Host: \(server.authority)", "User-Agent: test/1", "Accept: */*",
      ]
      return (lines + fields).map { $0 + "\r\n" }.joined() + "\r\n"
    }

    @Test func get() async throws {
      let seen = try await received(TransportRequest(.get, server.authority, "/a?b=c%20d"))
      #expect(seen.head == head("GET", "/a?b=c%20d"))
    }

    @Test func delete() async throws {
      #expect(try await received(TransportRequest(.delete, server.authority)).head == head("DELETE"))
    }

    @Test func options() async throws {
      #expect(try await received(TransportRequest(.options, server.authority)).head == head("OPTIONS"))
    }

    @Test(arguments: [HTTPRequest.Method.post, .put])
    func aMissingBodyHasALength(method: HTTPRequest.Method) async throws {
      let expected = head(method.rawValue, "/", "Content-Length: 0")
      #expect(try await received(TransportRequest(method, server.authority)).head == expected)
      let empty = TransportRequest(method, server.authority, body: .bytes(Data()))
      #expect(try await received(empty).head == expected)
    }

    @Test(arguments: [HTTPRequest.Method.post, .put, .patch, .delete, .get])
    func aBodyHasItsLengthAndArrivesWhole(method: HTTPRequest.Method) async throws {
      let body = pattern(300_000)
      let seen = try await received(TransportRequest(method, server.authority, body: .bytes(Data(body))))
      #expect(seen.head == head(method.rawValue, "/", "Content-Length: 300000"))
      #expect(seen.body == body)
    }

    /// libcurl asks for it when a body has more than a MiB, and waits for a second.
    @Test func noExpectation() async throws {
      let seen = try await received(TransportRequest(.put, server.authority, body: .zeros(4 << 20)))
      #expect(seen.head == head("PUT", "/", "Content-Length: 4194304"))
    }

    @Test(arguments: ["a\r\nX-Evil: 1", "a\nb", "a\u{0}b", "\u{7f}"])
    func theUserAgentHoldsNoLineBreak(userAgent: String) {
      let error = #expect(throws: TransportError.self) {
        _ = try CurlTransport(options: CurlOptions(userAgent: userAgent))
      }
      #expect(error?.reason == .invalidRequest)
    }
  }
}
