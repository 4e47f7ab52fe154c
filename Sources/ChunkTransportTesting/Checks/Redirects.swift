internal import ChunkTransport
internal import HTTPTypes

extension TransportCheck {
  /// Redirects, and answers before the body is out.
  static let redirects = [
    TransportCheck(
      "redirect.is-an-answer",
      "A redirect is returned as it is, with its Location and its body; it is not followed.", needs: []
    ) { stage in
      for status in [300, 301, 302, 303, 307, 308] {
        let fields = [("Location", "/elsewhere"), ("Refresh", "0; url=/elsewhere")]
        let peer = try stage.peer(.answers(status, "Moved", fields: fields, body: "moved"))
        for (method, body) in [(.get, .none), (.put, .zeros(1000)), (.post, .zeros(10))]
          as [(HTTPRequest.Method, RequestBody)]
        {
          let request = TransportRequest(method, peer.authority, body: body)
          let response = try await stage.expect(status, to: request, "\(method):")
          let location = response.head.headerFields[.location]
          try stage.require(location == "/elsewhere", "Location: \(location ?? "none")")
          try stage.require(response.body.count == 5, "\(response.body.count) of 5 bytes of the body")
        }
        try stage.require(peer.requests.count == 3, "\(status): \(peer.requests.count) requests of 3 sends")
      }
    },
    TransportCheck(
      "redirect.nothing-goes-to-another-origin",
      "Nothing is sent to the origin that a redirect names: no request, no token, no connection."
    ) { stage in
      let other = try RawServer([.serve(rawResponse())])
      for status in [301, 302, 303, 307, 308] {
        for (method, body) in [(.get, .none), (.put, .zeros(1000)), (.post, .zeros(10))]
          as [(HTTPRequest.Method, RequestBody)]
        {
          let location = "http://\(other.authority)/stolen"
          let server = try RawServer([
            .serve(rawResponse("\(status) Moved", fields: ["Location: \(location)"]))
          ])
          let fields = HTTPFields(named: [("Authorization", "Bearer s3cr3t")])
          let request = TransportRequest(method, server.authority, fields: fields, body: body)
          let response = try await stage.expect(status, to: request, "\(method):")
          try stage.require(
            response.head.headerFields[.location] == location,
            "Location: \(response.head.headerFields[.location] ?? "none")")
        }
      }
      try stage.require(
        other.connections.isEmpty, "\(other.connections.count) connections to the other origin")
    },
  ]

  /// Answers while the body is on its way.
  static let earlyAnswers = [
    TransportCheck(
      "early.an-answer-before-the-body-is-seen",
      "A server that answers before it has read the body is heard, and the rest of the body does not follow on that connection."
    ) { stage in
      for read in [0, 1 << 20] as [Int64] {
        let server = try RawServer([
          .readHead, .read(read), .respond("413 Content Too Large", body: "too much"), .finish,
        ])
        let response = try await stage.expect(
          413, to: TransportRequest(.put, server.authority, body: .large), "after \(read) bytes:")
        try stage.require(response.body.count == 8, "\(response.body.count) of 8 bytes")
        try await stage.wait(for: "the end of the connection") { server.connections.first?.sawEnd == true }
      }
    },
    TransportCheck(
      "early.a-reset-may-overtake-the-answer",
      "If a reset follows the early answer, the send ends in that answer or in connection_lost that says what may be known."
    ) { stage in
      for ending in [[.close], [.reset], [.pause(.milliseconds(20)), .reset]] as [[RawStep]] {
        let server = try RawServer(
          [.readHead, .read(1 << 20), .respond("413 Content Too Large", body: "too much")] + ending)
        for _ in 0..<10 {
          switch await stage.transport.result(of: TransportRequest(.put, server.authority, body: .large)) {
          case .success(let response):
            try stage.require(response.head.status.code == 413, "status \(response.head.status.code)")
          case .failure(let error):
            try stage.require(error.reason == .connectionLost, "\(error)")
            try stage.require(
              [.outcomeUnknown, .answered(status: 413)].contains(error.outcome), "\(error)")
          }
        }
      }
    },
    TransportCheck(
      "early.the-transport-works-afterwards",
      "After an early answer the next request arrives whole, on another connection."
    ) { stage in
      let server = try RawServer(
        [.readHead, .respond("413 Content Too Large", body: "too much"), .finish], [.serve(rawResponse())])
      try await stage.expect(413, to: TransportRequest(.put, server.authority, body: .large))
      let body = pattern(100_000)
      let next = TransportRequest(.put, server.authority, body: .bytes(.init(body)))
      try await stage.expect(200, to: next)
      try stage.expectArrived(server.connections.last?.requests.first, body)
    },
  ]
}
