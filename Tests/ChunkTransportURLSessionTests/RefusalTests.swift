import ChunkTestSupport
import ChunkTransportTesting
import ChunkTransport
import ChunkTransportURLSession
import Foundation
import HTTPTypes
import Testing

extension URLSessionTests {
  /// What URLSession cannot do is refused before anything is sent.
  @Suite struct RefusalTests {
    let server: RawServer
    let transport: URLSessionTransport

    init() throws {
      server = try RawServer([.serve(rawResponse())])
      transport = try URLSessionTransport()
    }

    private func expectUnsupported(_ request: TransportRequest, _ words: String) async {
      let error = await transport.failure(of: request)
      #expect(error?.reason == .unsupported)
      #expect(error?.outcome == .neverSent)
      #expect(error?.message.contains(words) == true, "\(String(describing: error))")
      #expect(server.connections.isEmpty)
    }

    @Test func aLimitOfRate() async {
      var request = TransportRequest(.put, server.authority, body: .zeros(10))
      request.maximumBytesPerSecond = 1000
      await expectUnsupported(request, "1000 bytes a second")
    }

    @Test func aBodyThatIsTooLong() async throws {
      await expectUnsupported(
        TransportRequest(.put, server.authority, body: .zeros((64 << 20) + 1)), "67108865 bytes")
    }

    @Test func aGetWithABody() async {
      await expectUnsupported(TransportRequest(.get, server.authority, body: .zeros(1)), "GET")
    }

    @Test(arguments: ["/a/../b", "/./a", "/a/..", "/%2e%2E/b", "/a/.?x=y"])
    func dotSegments(path: String) async {
      await expectUnsupported(TransportRequest(.get, server.authority, path), "segments")
    }

    @Test(arguments: ["/a%2", "/a[b]", "/a\\b"])
    func pathsThatFoundationWouldChange(path: String) async {
      await expectUnsupported(TransportRequest(.get, server.authority, path), "percent-encode")
    }

    @Test func aValueThatIsNotUTF8() async throws {
      let name = try #require(HTTPField.Name("X-Latin"))
      var fields = HTTPFields()
      fields.append(HTTPField(name: name, lenientValue: [0x47, 0x72, 0xfc]))
      await expectUnsupported(TransportRequest(.get, server.authority, fields: fields), "X-Latin")
    }

    @Test(arguments: ["a\r\nX-Evil: 1", "a\u{0}b"]) func aUserAgentWithAControlCharacter(userAgent: String) {
      let error = #expect(throws: TransportError.self) {
        _ = try URLSessionTransport(options: URLSessionOptions(userAgent: userAgent))
      }
      #expect(error?.reason == .invalidRequest)
    }

    #if canImport(FoundationNetworking)
      @Test func aCertificateFile() throws {
        let error = #expect(throws: TransportError.self) {
          _ = try URLSessionTransport(options: URLSessionOptions(certificateAuthorityFile: "/ca.pem"))
        }
        #expect(error?.reason == .unsupported)
        #expect(error?.message.contains("update-ca-certificates") == true)
      }

      @Test func aProxy() throws {
        let proxy = try ProxyServer(url: "http://user:hunter2@proxy.example:3128")
        let error = #expect(throws: TransportError.self) {
          _ = try URLSessionTransport(options: URLSessionOptions(proxy: proxy))
        }
        #expect(error?.reason == .unsupported)
        #expect(error?.message.contains("http://proxy.example:3128") == true)
        #expect(error?.message.contains("hunter2") == false)
      }
    #endif
  }
}
