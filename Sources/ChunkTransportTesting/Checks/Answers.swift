internal import ChunkTransport
internal import HTTPTypes

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension TransportCheck {
  /// Whole answers, whatever they say.
  static let answers = [
    TransportCheck(
      "answer.status-fields-and-body", "Status, header fields and body are given as they came.", needs: []
    ) { stage in
      let fields = [("X-A", "one"), ("X-A", "two"), ("Empty", ""), ("X-Text", "a; b=\"c\"")]
      let peer = try stage.peer(.answers(201, "Made", fields: fields, body: "abc\u{0}def"))
      let response = try await stage.expect(201, to: TransportRequest(.get, peer.authority))
      for (name, value) in [("X-A", "one, two"), ("Empty", ""), ("X-Text", "a; b=\"c\"")] {
        let values = response.head.headerFields.values(named: name)
        try stage.require(!values.isEmpty && values.joined(separator: ", ") == value, "\(name): \(values)")
      }
      try stage.require(response.body == Data("abc\u{0}def".utf8), "the body \(Array(response.body))")
    },
    TransportCheck(
      "answer.every-status-is-one", "Any status is an answer with its body, with and without a request body.",
      needs: []
    ) { stage in
      for status in [
        200, 201, 202, 204, 205, 304, 400, 401, 403, 404, 407, 409, 412, 413, 416, 429, 500, 502, 503, 504,
        599,
      ] {
        let isBare = status == 204 || status == 205 || status == 304
        let why = isBare ? "" : "why \(status)"
        let fields = [("WWW-Authenticate", "Basic realm=\"x\""), ("Proxy-Authenticate", "Basic realm=\"x\"")]
        let peer = try stage.peer(.answers(status, "X", fields: fields, body: why))
        for body in [.none, .zeros(10)] as [RequestBody] {
          let request = TransportRequest(body.count == nil ? .get : .put, peer.authority, body: body)
          let response = try await stage.expect(status, to: request, "\(status):")
          try stage.require(response.body == Data(why.utf8), "\(status): the body \(Array(response.body))")
        }
        try stage.require(peer.requests.count == 2, "\(status): \(peer.requests.count) requests of 2 sends")
      }
    },
    TransportCheck(
      "answer.interim-ones-are-skipped",
      "Answers of 1xx before the answer are passed over, and their fields are not its own."
    ) { stage in
      let text =
        "HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
        + "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
        + rawResponse("202 Accepted", fields: ["X-Final: 1"], body: "done")
      let response = try await stage.response(to: text)
      try stage.require(response.head.status.code == 202, "status \(response.head.status.code)")
      let fields = response.head.headerFields
      for name in ["X-Interim", "Link"] {
        try stage.require(fields.values(named: name).isEmpty, "\(name) of an interim answer")
      }
      try stage.require(fields.values(named: "X-Final") == ["1"], "no X-Final")
      try stage.require(response.body == Data("done".utf8), "the body \(Array(response.body))")
    },
    TransportCheck("answer.chunked-bodies-are-decoded", "A body in chunks is given without their framing.") {
      stage in
      let response = try await stage.response(
        to: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")
      try stage.require(response.body == Data("abcde".utf8), "the body \(Array(response.body))")
    },
    TransportCheck(
      "answer.trailers-are-no-fields",
      "Fields after a body in chunks do no harm, and are not among the answer's."
    ) { stage in
      let response = try await stage.response(
        to:
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\nX-Trailer: 1\r\n\r\n")
      try stage.require(response.body == Data("ab".utf8), "the body \(Array(response.body))")
      let values = response.head.headerFields.values(named: "X-Trailer")
      try stage.require(values.isEmpty, "X-Trailer: \(values)")
    },
    TransportCheck(
      "answer.a-body-may-end-with-the-connection",
      "A body without a length ends where the connection ends (RFC 9112, 6.3)."
    ) { stage in
      for text in ["HTTP/1.0 200 OK\r\n\r\nabc", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc"] {
        let response = try await stage.response(to: text)
        try stage.require(response.body == Data("abc".utf8), "the body \(Array(response.body))")
      }
    },
    TransportCheck(
      "answer.to-head-has-no-body",
      "The answer to HEAD has no body, whatever its Content-Length: nothing waits for one."
    ) { stage in
      let server = try RawServer([.readHead, .send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"), .hold])
      let response = try await stage.expect(200, to: TransportRequest(.head, server.authority))
      try stage.require(response.body.isEmpty, "\(response.body.count) bytes")
      let line = server.requests.first?.requestLine ?? ""
      try stage.require(line.hasPrefix("HEAD / "), "the request '\(line)'")
    },
    TransportCheck(
      "answer.has-a-cap",
      "Up to maximumResponseBytes are accepted; one more fails with response_too_large, as answered.",
      needs: []
    ) { stage in
      let peer = try stage.peer(.answers(body: String(repeating: "x", count: 1001)))
      var request = TransportRequest(.get, peer.authority)
      request.maximumResponseBytes = 1001
      let response = try await stage.expect(200, to: request)
      try stage.require(response.body.count == 1001, "\(response.body.count) of 1001 bytes")
      request.maximumResponseBytes = 1000
      try stage.expect(
        await stage.failure(of: request), .responseTooLarge, outcome: .answered(status: 200))
      request.maximumResponseBytes = 0
      try stage.expect(
        await stage.failure(of: request), .responseTooLarge, outcome: .answered(status: 200))
    },
    TransportCheck(
      "answer.without-a-length-has-a-cap",
      "A body that does not say how long it is ends the send at maximumResponseBytes, not at its end."
    ) { stage in
      let server = try RawServer { connection in
        connection.readHead()
        connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        // Without end, until the client is gone.
        while connection.send(String(repeating: "x", count: 10_000)) {}
      }
      var request = TransportRequest(.get, server.authority)
      request.maximumResponseBytes = 1 << 20
      try stage.expect(
        await stage.failure(of: request), .responseTooLarge, outcome: .answered(status: 200))
    },
    TransportCheck(
      "answer.nothing-is-kept",
      "No cookie, no cached answer and no credential is kept from one send to the next.",
      needs: []
    ) { stage in
      let fields = [
        ("Set-Cookie", "session=1; Path=/"), ("Cache-Control", "max-age=3600, public"), ("ETag", "\"1\""),
        ("Expires", "Fri, 01 Jan 2100 00:00:00 GMT"),
      ]
      let peer = try stage.peer(.answers(fields: fields, body: "x"))
      for number in 1...3 {
        try await stage.expect(200, to: TransportRequest(.get, peer.authority, "/same"))
        try stage.require(peer.requests.count == number, "\(peer.requests.count) requests of \(number) sends")
        for name in ["Cookie", "If-None-Match", "If-Modified-Since", "Authorization"] {
          let values = peer.requests.last?.values(of: name) ?? []
          try stage.require(values.isEmpty, "\(name): \(values)")
        }
      }
    },
  ]
}

extension Stage {
  /// The answer to a GET that a server answers with this text, before it ends the connection.
  func response(to text: String) async throws -> TransportResponse {
    let server = try RawServer([.readHead, .send(text), .finish])
    defer { server.stop() }
    return try await answer(to: TransportRequest(.get, server.authority))
  }
}
