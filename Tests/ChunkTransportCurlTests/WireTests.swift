import ChunkTestSupport
import ChunkTransport
import ChunkTransportCurl
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

    @Test func aFileRegionArrivesWhole() async throws {
      let directory = try TemporaryDirectory()
      let file = try OpenFile(path: try directory.writePattern(count: 3_000_000))
      let region = FileRegion(file: file, offset: 1_000_001, length: 1_500_000)
      let seen = try await received(TransportRequest(.put, server.authority, body: .file(region)))
      #expect(seen.bodyCount == 1_500_000)
      #expect(seen.bodySHA1 == (try sha1(Array(pattern(3_000_000)[1_000_001..<2_500_001]))))
    }

    /// libcurl asks for it when a body has more than a MiB, and waits for a second.
    @Test func noExpectation() async throws {
      let seen = try await received(TransportRequest(.put, server.authority, body: .zeros(4 << 20)))
      #expect(seen.head == head("PUT", "/", "Content-Length: 4194304"))
    }

    @Test func headHasNoBodyToWaitFor() async throws {
      let server = try RawServer([.readHead, .send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"), .hold])
      let response = try await transport.send(TransportRequest(.head, server.authority))
      #expect(response.head.status == .ok)
      #expect(response.body.isEmpty)
      #expect(server.requests.first?.requestLine == "HEAD / HTTP/1.1")
    }

    @Test(arguments: ["/a/../b/./c", "//x", "/%2e%2e/", "/a?b=/../c"])
    func pathsAreSentAsTheyAre(path: String) async throws {
      let seen = try await received(TransportRequest(.get, server.authority, path))
      #expect(seen.requestLine == "GET \(path) HTTP/1.1")
    }

    @Test func fieldsAreSentAsTheyAre() async throws {
      let name = try #require(HTTPField.Name("X-Test"))
      var fields = HTTPFields()
      fields.append(HTTPField(name: name, value: "one"))
      fields.append(HTTPField(name: name, value: "two; \"three\""))
      fields.append(HTTPField(name: name, value: "Grüße"))
      fields[.userAgent] = "mine"
      fields[.accept] = "application/json"
      let seen = try await received(TransportRequest(.get, server.authority, fields: fields))
      #expect(seen.values(of: "X-Test") == ["one", "two; \"three\"", "Grüße"])
      #expect(seen.values(of: "User-Agent") == ["mine"])
      #expect(seen.values(of: "Accept") == ["application/json"])
    }

    /// "Name:" tells libcurl to leave the field out.
    @Test(arguments: ["", " ", "\t "])
    func anEmptyValueIsSent(value: String) async throws {
      let name = try #require(HTTPField.Name("X-Empty"))
      var fields = HTTPFields()
      fields.append(HTTPField(name: name, lenientValue: Array(value.utf8)))
      let seen = try await received(TransportRequest(.get, server.authority, fields: fields))
      #expect(seen.head.contains("\r\nX-Empty:\r\n"))
    }

    @Test func aValueThatIsNotUTF8KeepsItsBytes() async throws {
      let name = try #require(HTTPField.Name("X-Latin"))
      var fields = HTTPFields()
      fields.append(HTTPField(name: name, lenientValue: [0x47, 0x72, 0xfc, 0xdf]))
      _ = try await transport.send(TransportRequest(.get, server.authority, fields: fields))
      #expect(server.requests.last?.headBytes.firstRange(of: [0x47, 0x72, 0xfc, 0xdf, 0x0d]) != nil)
    }

    @Test func lineBreaksMakeNoFieldOfTheirOwn() async throws {
      let name = try #require(HTTPField.Name("X-Test"))
      var fields = HTTPFields()
      fields.append(HTTPField(name: name, value: "a\r\nX-Evil: 1\nX-Worse: 2"))
      let seen = try await received(TransportRequest(.get, server.authority, fields: fields))
      #expect(seen.fieldLines.count == 4)
      #expect(!seen.head.replacing("\r\n", with: "").contains("\n"))
      let refused = TransportRequest(.get, server.authority, "/\r\nX-Evil: 1\r\n")
      await transport.failure(of: refused).expect(.invalidRequest, .neverSent, within: .seconds(1))
      #expect(server.requests.count == 1)
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
