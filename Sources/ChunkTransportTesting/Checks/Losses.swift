internal import ChunkTransport
internal import HTTPTypes

extension TransportCheck {
  /// No connection comes about.
  static let connecting = [
    TransportCheck(
      "connect.refused-was-never-sent", "A port that nobody listens on is connect_failed, never_sent."
    ) { stage in
      let request = TransportRequest(.put, "127.0.0.1:\(try closedPort())", body: .large)
      try stage.expect(await stage.failure(of: request), .connectFailed, outcome: .neverSent)
    },
    TransportCheck(
      "connect.an-unknown-name-was-never-sent",
      "A host name that does not exist is name_not_resolved, never_sent."
    ) { stage in
      let request = TransportRequest(.put, stage.subject.unknownName, body: .large)
      let failed = try await stage.failure(of: request)
      try stage.expect(failed, .nameNotResolved, outcome: .neverSent, within: .seconds(30))
    },
    TransportCheck(
      "connect.an-address-that-is-none-was-never-sent", "An address that is none fails at once, never_sent."
    ) { stage in
      let failed = try await stage.failure(of: TransportRequest(.put, "[1:2]", body: .large))
      try stage.expect(
        failed, .invalidRequest, .nameNotResolved, .connectFailed, outcome: .neverSent, within: .seconds(2))
    },
    TransportCheck(
      "connect.a-server-without-tls-was-never-sent",
      "For https, a server that answers the handshake in plain text was sent nothing.",
      needs: [.network, .tls]
    ) { stage in
      let server = try RawServer([.send("HTTP/1.1 400 Bad Request\r\n\r\n"), .finish])
      let request = TransportRequest(.put, server.authority, scheme: "https", body: .zeros(10))
      let failed = try await stage.failure(of: request)
      try stage.expect(failed, .tlsInterrupted, .tlsFailed, outcome: .neverSent)
    },
    TransportCheck(
      "connect.a-server-that-leaves-the-handshake-was-never-sent",
      "A server that goes away inside the handshake is tls_interrupted, never_sent: another try may succeed.",
      needs: [.network, .tls]
    ) { stage in
      for ending in [RawStep.close, .reset] {
        let server = try RawServer([.read(50), ending])
        let request = TransportRequest(.put, server.authority, scheme: "https", body: .zeros(10))
        try stage.expect(await stage.failure(of: request), .tlsInterrupted, outcome: .neverSent)
      }
    },
  ]

  /// Connections that end before the answer.
  static let losses = [
    TransportCheck(
      "lost.after-the-body-is-unknown",
      "A connection that is lost after the whole request has left is connection_lost, outcome_unknown; the request is not repeated.",
      needs: []
    ) { stage in
      for method in [.put, .post] as [HTTPRequest.Method] {
        let peer = try stage.peer(.losesTheAnswer)
        let request = TransportRequest(method, peer.authority, body: .zeros(1000))
        try stage.expect(await stage.failure(of: request), .connectionLost, outcome: .outcomeUnknown)
        try stage.require(peer.requests.count == 1, "\(method): \(peer.requests.count) requests of one send")
      }
    },
    TransportCheck(
      "lost.inside-the-body-is-unknown",
      "A connection that is lost inside the body, closed or reset, is connection_lost, outcome_unknown; nothing is repeated."
    ) { stage in
      for ending in [RawStep.close, .reset] {
        for read in [0, 1000, 1 << 20] as [Int64] {
          let server = try RawServer([.readHead, .read(read), ending])
          for method in [.put, .post] as [HTTPRequest.Method] {
            let request = TransportRequest(method, server.authority, body: .large)
            let failed = try await stage.failure(of: request, "\(method), \(ending) after \(read):")
            try stage.expect(
              failed, .connectionLost, outcome: .outcomeUnknown, at: "\(method), \(ending) after \(read):")
          }
          try stage.require(server.requests.count == 2, "\(server.requests.count) requests of 2 sends")
        }
      }
    },
    TransportCheck(
      "lost.on-a-used-connection-is-not-repeated",
      "A request with a body, begun on a connection that was used before, is not sent a second time when that connection is lost."
    ) { stage in
      let endings: [[RawStep]] = [
        [.readHead, .readBody, .close], [.readHead, .readBody, .reset], [.readHead, .read(1), .close],
        [.readHead, .read(1_000_000), .reset],
      ]
      for ending in endings {
        for method in [.put, .post] as [HTTPRequest.Method] {
          // A transport that takes another connection finds the same script there.
          let server = try RawServer([.readHead, .readBody, .respond()] + ending, ending)
          try await stage.expect(200, to: TransportRequest(.put, server.authority, body: .zeros(10)))
          let failed = try await stage.failure(
            of: TransportRequest(method, server.authority, body: .zeros(3_000_000)))
          try stage.expect(failed, .connectionLost, outcome: .outcomeUnknown)
          try stage.require(server.requests.count == 2, "\(server.requests.count) requests of 2 sends")
        }
      }
    },
    TransportCheck(
      "lost.before-any-byte-of-the-answer-is-unknown",
      "A request without a body that the server dropped unanswered fails as outcome_unknown."
    ) { stage in
      for ending in [RawStep.close, .reset] {
        let server = try RawServer([.readHead, ending])
        let failed = try await stage.failure(of: TransportRequest(.delete, server.authority))
        try stage.expect(failed, .connectionLost, .malformedResponse, outcome: .outcomeUnknown)
      }
    },
  ]

  /// Answers that are none, or are cut.
  static let brokenAnswers = [
    TransportCheck(
      "broken.a-cut-head-is-no-answer",
      "An answer that ends inside its head is a failure, outcome_unknown, and never an answer."
    ) { stage in
      for text in [
        "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n", "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200", "HTT", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nX: y\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
      ] {
        let failed = try await stage.failure(toText: text)
        try stage.expect(
          failed, .malformedResponse, .connectionLost, outcome: .outcomeUnknown,
          at: "\(text.debugDescription):")
      }
    },
    TransportCheck(
      "broken.what-is-no-http-is-no-answer", "Bytes that are no HTTP response are a failure, outcome_unknown."
    ) { stage in
      for text in ["no HTTP at all\r\n\r\n", "\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n", "SSH-2.0-OpenSSH\r\n"] {
        let failed = try await stage.failure(toText: text)
        try stage.expect(
          failed, .malformedResponse, .connectionLost, outcome: .outcomeUnknown,
          at: "\(text.debugDescription):")
      }
    },
    TransportCheck(
      "broken.a-switch-of-protocols-is-no-answer",
      "A 101 that nobody asked for is a failure, outcome_unknown."
    ) { stage in
      let failed = try await stage.failure(
        toText: "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")
      try stage.expect(failed, .malformedResponse, .connectionLost, outcome: .outcomeUnknown)
    },
    TransportCheck(
      "broken.a-cut-body-was-answered",
      "A body that ends early is connection_lost, and says which status had come."
    ) { stage in
      for framing in ["Content-Length: 100\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n64\r\nabc"] {
        for ending in [[RawStep.finish], [.pause(.milliseconds(50)), .reset]] {
          let server = try RawServer([.readHead, .send("HTTP/1.1 409 Conflict\r\n" + framing)] + ending)
          let failed = try await stage.failure(of: TransportRequest(.get, server.authority))
          try stage.expect(
            failed, .connectionLost, .malformedResponse, outcome: .answered(status: 409),
            at: framing.debugDescription)
        }
      }
    },
    TransportCheck(
      "broken.a-head-without-end-fails",
      "A head that never ends fails the send; it is not collected for ever."
    ) { stage in
      let server = try RawServer { connection in
        connection.readHead()
        connection.send("HTTP/1.1 200 OK\r\n")
        let lines = String(repeating: "X: " + String(repeating: "x", count: 997) + "\r\n", count: 64)
        for _ in 0..<(64 << 4) where !connection.send(lines) { return }
        connection.hold()
      }
      // Whichever notices first; the bytes come fast, so it is not the stall.
      let limits = TransportLimits.generous.with { $0.receiveStall = .seconds(10) }
      let failed = try await stage.failure(of: TransportRequest(.get, server.authority, limits: limits))
      try stage.expect(
        failed, .responseTooLarge, .malformedResponse, .connectionLost, outcome: .outcomeUnknown)
    },
  ]
}

extension Stage {
  /// How a GET fails that a server answers with this text, before it ends the connection.
  func failure(toText text: String) async throws -> FailedSend {
    let server = try RawServer([.readHead, .send(text), .finish])
    defer { server.stop() }
    return try await failure(of: TransportRequest(.get, server.authority), "\(text.debugDescription):")
  }
}
