import ChunkTestSupport
import ChunkTransportTesting
import ChunkTransport
import ChunkTransportURLSession
import Foundation
import Testing

extension URLSessionTests {
  /// Answers that no good server gives: an answer or an error comes of them, and the process goes on.
  @Suite struct HostileAnswerTests {
    struct Row: Sendable, CustomTestStringConvertible {
      let testDescription: String
      let answer: String
      /// The status, or the reason of the failure.
      let result: String

      init(_ name: String, _ answer: String, _ result: String) {
        testDescription = name
        self.answer = answer
        self.result = result
      }

      /// A whole answer with some more lines.
      init(_ name: String, fields: String, _ result: String) {
        self.init(name, "HTTP/1.1 200 OK\r\n\(fields)\r\nContent-Length: 2\r\n\r\nok", result)
      }
    }

    static let rows: [Row] = [
      Row("no answer", "", "connection_lost"),
      Row("body cut off", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", "connection_lost 200"),
      Row(
        "chunk cut off", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "connection_lost 200"
      ),
      Row("HTTP/0.9", "hello there", "malformed_response"),
      Row("HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nok", "200"),
      Row("status 99", "HTTP/1.1 99 X\r\n\r\n", "malformed_response"),
      Row("status 1000", "HTTP/1.1 1000 X\r\n\r\n", "malformed_response"),
      Row("status 999", "HTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n", "999"),
      Row("100 and no more", "HTTP/1.1 100 Continue\r\n\r\n", "connection_lost"),
      Row("100 and half a head", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 20", "connection_lost"),
      Row("103 first", "HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 204 No\r\n\r\n", "204"),
      Row("a line without a colon", fields: "nonsense", "malformed_response"),
      Row("a name with a space", fields: "a b: c", "malformed_response"),
      Row("no name", fields: ": c", "malformed_response"),
      Row("a NUL", fields: "X: a\u{0}b", "malformed_response"),
      Row("a length below zero", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nok", "malformed_response"),
      Row("not gzip", fields: "Content-Encoding: gzip", "malformed_response 200"),
      Row("a head of 400 KB", fields: head(lines: 400), "response_too_large"),
      Row("a redirect to nowhere", "HTTP/1.1 302 X\r\nContent-Length: 2\r\n\r\nok", "302"),
      Row("a redirect elsewhere", redirect("http://127.0.0.1:1/"), "307"),
      Row("a redirect to no URL", redirect("//[::1"), "307"),
      Row("a redirect by a bare scheme", redirect("http:"), "307"),
      Row("a redirect with odd bytes", redirect("a b?\"<>^`{|}#%"), "307"),
      Row("401 that asks for a password", challenge("Basic realm=x"), "401"),
      Row("401 that asks for a digest", challenge("Digest realm=\"x\", nonce=\"1\""), "401"),
      Row("401 for a token", challenge("Bearer realm=\"Service\", error=\"invalid_token\""), "401"),
      Row("401 without a realm", challenge("Bearer"), "401"),
      Row("407", "HTTP/1.1 407 X\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n", "407"),
    ]

    private static func head(lines: Int) -> String {
      (0..<lines).map { "X-\($0): " + String(repeating: "y", count: 1000) }.joined(separator: "\r\n")
    }
    private static func redirect(_ location: String) -> String {
      "HTTP/1.1 307 X\r\nLocation: \(location)\r\nContent-Length: 2\r\n\r\nok"
    }
    private static func challenge(_ value: String) -> String {
      "HTTP/1.1 401 X\r\nWWW-Authenticate: \(value)\r\nContent-Length: 2\r\n\r\nok"
    }

    /// All of them in one process of its own, which must be there at the end.
    @Test func nothingEndsTheProcess() async {
      await #expect(processExitsWith: .success) {
        for row in Self.rows {
          for body in [RequestBody.none, .zeros(300_000)] { try await Self.check(row, body) }
        }
      }
    }

    private static func check(_ row: Row, _ body: RequestBody) async throws {
      let server = try RawServer([.readHead, .readBody, .send(row.answer), .finish])
      let method = body.count == nil ? "GET" : "PUT"
      let request = TransportRequest(.init(method) ?? .get, server.authority, body: body)
      let result: String
      do throws(TransportError) {
        result = "\(try await URLSessionTransport().send(request).head.status.code)"
      } catch {
        switch error.outcome {
        case .answered(let status): result = "\(error.reason.rawValue) \(status)"
        case .outcomeUnknown: result = error.reason.rawValue
        case .neverSent: result = "\(error.reason.rawValue), never sent"
        }
      }
      #expect(result == row.result, "\(row.testDescription), \(method)")
    }

    @Test func allOfA401IsThere() async throws {
      let server = try RawServer([.serve(Self.challenge("Basic realm=x"))])
      let response = try await URLSessionTransport().send(TransportRequest(.get, server.authority))
      #expect(String(decoding: response.body, as: UTF8.self) == "ok")
      #expect(response.head.headerFields[.wwwAuthenticate] == "Basic realm=x")
      #expect(server.requests.count == 1)
    }

    #if canImport(FoundationNetworking)
      /// What ends the process on Linux: the first is
      /// https://github.com/swiftlang/swift-corelibs-foundation/issues/5285. Each is noticed here when it does not
      /// any more.
      @Test(
        arguments: [
          Row("a head that is cut off (corelibs 5285)", "HTTP/1.1 200 OK\r\nContent-Ty", ""),
          Row(
            "trailer fields",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX: y\r\n\r\n",
            ""),
          Row("a length of 2^63 - 1", "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\nok", ""),
        ])
      func whatEndsTheProcess(row: Row) async {
        await withKnownIssue("URLSession on Linux ends the process") { await send(answeredBy: row.answer) }
      }

      private func send(answeredBy answer: String) async {
        await #expect(processExitsWith: .success) { [answer] in
          // The crash is expected: nobody needs to see where.
          for fault in [SIGILL, SIGTRAP] { signal(fault, SIG_DFL) }
          let server = try RawServer([.readHead, .send(answer), .finish])
          _ = try? await URLSessionTransport().send(TransportRequest(.get, server.authority))
        }
      }
    #endif
  }
}
