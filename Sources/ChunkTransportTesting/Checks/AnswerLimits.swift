internal import ChunkTransport
internal import HTTPTypes

private let short = Duration.milliseconds(200)
private let long = Duration.milliseconds(700)

extension TransportCheck {
  /// Limits from the end of the body on, and on the whole.
  static let answerLimits = [
    TransportCheck(
      "limit.answer-is-kept",
      "A server that reads all and is silent ends in answer_timed_out, outcome_unknown.", needs: []
    ) { stage in
      try await expectAnswerLimit(stage, body: .zeros(100_000))
    },
    TransportCheck(
      "limit.answer-is-kept-without-a-body", "So does one that is silent after a request without a body.",
      needs: []
    ) { stage in
      try await expectAnswerLimit(stage, body: .none)
    },
    TransportCheck(
      "limit.waiting-for-the-answer-is-no-stall",
      "The wait for the answer is bounded by its own limit alone, not by those on stalls.", needs: []
    ) { stage in
      let peer = try stage.peer(.answersLate(long))
      let limits = TransportLimits.generous.with {
        $0.sendStall = short
        $0.receiveStall = short
      }
      // So little that it leaves at once, whether or not the server is already reading.
      let request = TransportRequest(.put, peer.authority, body: .zeros(16 << 10), limits: limits)
      try await stage.expect(200, to: request)
    },
    TransportCheck(
      "limit.receive-stall-is-kept-in-the-head",
      "An answer that stops inside its head ends in receive_stalled."
    ) { stage in
      try await expectReceiveStall(stage, "HTTP/1.1 200 OK\r\nContent-Le", .outcomeUnknown)
    },
    TransportCheck(
      "limit.receive-stall-is-kept-in-the-body",
      "An answer that stops inside its body ends in receive_stalled, and says which status had come."
    ) { stage in
      let text = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"
      try await expectReceiveStall(stage, text, .answered(status: 200))
    },
    TransportCheck(
      "limit.an-interim-answer-begins-nothing",
      "After an answer of 1xx the answer is still to be waited for; the limit on stalls inside it does not count yet."
    ) { stage in
      for status in ["100 Continue", "102 Processing"] {
        let server = try RawServer([
          .readHead, .readBody, .send("HTTP/1.1 \(status)\r\n\r\n"), .pause(long), .respond(), .finish,
        ])
        let limits = TransportLimits.generous.with { $0.receiveStall = short }
        try await stage.expect(
          200, to: TransportRequest(.put, server.authority, body: .zeros(1000), limits: limits), status)
      }
    },
    TransportCheck(
      "limit.a-slow-answer-is-fine-while-it-moves",
      "An answer that takes longer than its limits is fine while its bytes move."
    ) { stage in
      let server = try RawServer { connection in
        connection.readHead()
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n")
        for _ in 0..<16 {
          connection.send("x")
          connection.pause(.milliseconds(100))
        }
        connection.finish()
      }
      let limits = TransportLimits.generous.with {
        $0.answer = .seconds(1)
        $0.receiveStall = .seconds(1)
      }
      let response = try await stage.expect(200, to: TransportRequest(.get, server.authority, limits: limits))
      try stage.require(response.body.count == 16, "\(response.body.count) of 16 bytes")
    },
    TransportCheck(
      "limit.total-is-kept-while-waiting", "The whole ends in timed_out while the answer is waited for.",
      needs: []
    ) { stage in
      let peer = try stage.peer(.isSilent)
      let request = TransportRequest(
        .put, peer.authority, body: .zeros(10), limits: .generous.with { $0.total = short })
      try stage.expect(
        await stage.failure(of: request), .timedOut, outcome: .outcomeUnknown, within: .seconds(3))
    },
    TransportCheck(
      "limit.total-is-kept-in-every-phase",
      "The whole ends in timed_out while connecting, inside the body, and inside an answer that moves."
    ) { stage in
      let limits = TransportLimits.generous.with { $0.total = short }
      let backlog = try FullBacklog()
      let connecting = TransportRequest(.put, backlog.authority, body: .large, limits: limits)
      try stage.expect(
        await stage.failure(of: connecting), .timedOut, outcome: .neverSent, within: .seconds(3),
        at: "connecting:")
      let reading = try RawServer { connection in
        connection.readHead()
        while connection.readBody(4096) > 0 { connection.pause(.milliseconds(10)) }
      }
      // A backend that has to read the whole body first may not have come further.
      let sending = TransportRequest(.put, reading.authority, body: .large, limits: limits)
      try stage.expect(
        await stage.failure(of: sending), .timedOut, outcome: .outcomeUnknown, .neverSent,
        within: .seconds(3), at: "sending:")
      let answering = try RawServer { connection in
        connection.readHead()
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while connection.send("x") { connection.pause(.milliseconds(10)) }
      }
      let receiving = TransportRequest(.get, answering.authority, limits: limits)
      try stage.expect(
        await stage.failure(of: receiving), .timedOut, outcome: .answered(status: 200), within: .seconds(3),
        at: "receiving:")
    },
  ]

  private static func expectAnswerLimit(_ stage: Stage, body: RequestBody) async throws {
    let peer = try stage.peer(.isSilent)
    let request = TransportRequest(
      .put, peer.authority, body: body, limits: .generous.with { $0.answer = short })
    let failed = try await stage.failure(of: request)
    try stage.expect(failed, .answerTimedOut, outcome: .outcomeUnknown, within: .seconds(3))
  }

  private static func expectReceiveStall(
    _ stage: Stage, _ text: String, _ outcome: TransportError.Outcome
  ) async throws {
    let server = try RawServer([.readHead, .send(text), .hold])
    let limits = TransportLimits.generous.with {
      $0.receiveStall = short
      // Who takes one limit for another shall not keep the test waiting.
      $0.answer = .seconds(5)
    }
    let request = TransportRequest(.get, server.authority, limits: limits)
    let failed = try await stage.failure(of: request)
    try stage.expect(failed, .receiveStalled, outcome: outcome, within: .seconds(3))
  }
}
