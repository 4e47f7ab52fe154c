import ChunkTestSupport
import ChunkTransport
import ChunkTransportCurl
import Foundation
import HTTPTypes
import Testing

extension CurlTests {
  /// What counts as a response, and what becomes of the rest.
  @Suite struct ResponseTests {
    let transport: CurlTransport

    init() throws { transport = try CurlTransport() }

    private func response(to text: String) async throws -> TransportResponse {
      let server = try RawServer([.readHead, .send(text), .finish])
      defer { server.stop() }
      return try await transport.send(TransportRequest(.get, server.authority))
    }

    private func failure(to text: String, thenReset: Bool = false) async throws -> Failed {
      let server = try RawServer([
        .readHead, .send(text), .pause(.milliseconds(20)), thenReset ? .reset : .finish,
      ])
      defer { server.stop() }
      return await transport.failure(of: TransportRequest(.get, server.authority))
    }

    @Test func statusFieldsAndBody() async throws {
      let response = try await response(
        to: "HTTP/1.1 201 Made\r\nX-A:one\r\nx-a:  two \r\nEmpty:\r\nContent-Length: 3\r\n\r\nabc")
      #expect(response.head.status.code == 201)
      let name = try #require(HTTPField.Name("X-A"))
      #expect(response.head.headerFields[values: name] == ["one", "two"])
      let empty = try #require(HTTPField.Name("Empty"))
      #expect(response.head.headerFields[empty] == "")
      #expect(response.body == Data("abc".utf8))
    }

    @Test func chunkedBody() async throws {
      let response = try await response(
        to:
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n"
      )
      #expect(response.body == Data("abcde".utf8))
      #expect(try response.head.headerFields[#require(HTTPField.Name("X-Trailer"))] == nil)
    }

    @Test func aBodyThatEndsWithTheConnection() async throws {
      #expect(try await response(to: "HTTP/1.0 200 OK\r\n\r\nabc").body == Data("abc".utf8))
    }

    /// libcurl reports success for these.
    @Test(arguments: [
      "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n", "HTTP/1.1 200 OK\r\n",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nX: y\r\n",
    ])
    func aTruncatedHeadIsNoResponse(text: String) async throws {
      let failed = try await failure(to: text)
      #expect(failed.error?.outcome == .outcomeUnknown)
      #expect([.malformedResponse, .connectionLost].contains(failed.error?.reason))
    }

    @Test(arguments: [
      "", "HTT", "HTTP/1.1 200", "HTTP/1.1 100 Continue\r\n\r\n", "no HTTP at all\r\n\r\n", "\r\n\r\n",
      "HTTP/1.1 abc OK\r\n\r\n", "SSH-2.0-OpenSSH\r\n", "HTTP/1.1 101 Switching Protocols\r\n\r\n",
    ])
    func anythingElseIsNoResponse(text: String) async throws {
      let failed = try await failure(to: text)
      #expect(failed.error?.outcome == .outcomeUnknown)
      #expect([.malformedResponse, .connectionLost].contains(failed.error?.reason), "\(failed)")
    }

    @Test(arguments: [false, true])
    func aTruncatedBodyWasAnswered(isReset: Bool) async throws {
      for framing in ["Content-Length: 100\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n64\r\nabc"] {
        let failed = try await failure(to: "HTTP/1.1 409 Conflict\r\n" + framing, thenReset: isReset)
        failed.expect(.connectionLost, .answered(status: 409), within: .seconds(2))
      }
    }

    @Test func aResetBeforeAnyAnswerIsUnknown() async throws {
      try await failure(to: "", thenReset: true).expect(.connectionLost, .outcomeUnknown, within: .seconds(2))
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func redirectsAreReturned(status: Int) async throws {
      let other = try RawServer([.serve(rawResponse())])
      let response = try await response(
        to: rawResponse("\(status) Moved", fields: ["Location: http://\(other.authority)/"]))
      #expect(response.head.status.code == status)
      #expect(response.head.headerFields[.location] == "http://\(other.authority)/")
      #expect(other.connections.isEmpty)
    }

    @Test(arguments: [400, 401, 403, 404, 409, 412, 416, 429, 500, 503, 599])
    func everyStatusIsAnAnswer(status: Int) async throws {
      let response = try await response(
        to: rawResponse("\(status) X", fields: ["WWW-Authenticate: Basic realm=x"], body: "why"))
      #expect(response.head.status.code == status)
      #expect(response.body == Data("why".utf8))
    }

    @Test func interimResponsesAreSkipped() async throws {
      let response = try await response(
        to: "HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
          + rawResponse("202 Accepted", fields: ["X-Final: 1"], body: "done"))
      #expect(response.head.status.code == 202)
      #expect(response.head.headerFields.map(\.name.canonicalName) == ["content-length", "x-final"])
      #expect(response.body == Data("done".utf8))
    }

    @Test(arguments: [true, false])
    func theBodyHasACap(isDeclared: Bool) async throws {
      let body = String(repeating: "x", count: 1001)
      let text = isDeclared ? rawResponse(body: body) : "HTTP/1.0 200 OK\r\n\r\n" + body
      let server = try RawServer([.readHead, .send(text), .finish])
      var request = TransportRequest(.get, server.authority)
      request.maximumResponseBytes = 1001
      #expect(try await transport.send(request).body.count == 1001)
      request.maximumResponseBytes = 1000
      await transport.failure(of: request).expect(
        .responseTooLarge, .answered(status: 200), within: .seconds(2))
    }

    private func head(lineLength: Int) -> String {
      let line = "X: " + String(repeating: "x", count: lineLength) + "\r\n"
      return "HTTP/1.1 200 OK\r\n" + String(repeating: line, count: 400_000 / lineLength) + "\r\n"
    }

    @Test func theHeadHasACap() async throws {
      let failed = try await failure(to: head(lineLength: 1000))
      failed.expect(.responseTooLarge, .outcomeUnknown, within: .seconds(2))
    }

    /// A line that libcurl does not keep: one version calls it too large, another a lack of memory.
    @Test func aLineHasACap() async throws {
      let failed = try await failure(to: head(lineLength: 150_000))
      #expect(failed.error?.outcome == .outcomeUnknown)
    }
  }
}
