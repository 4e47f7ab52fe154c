internal import ChunkTransport
internal import HTTPTypes

/// Less than the time in which a limit is to be kept, and long enough to be told from "at once".
private let short = Duration.milliseconds(200)

extension TransportCheck {
  /// Limits until the request is out.
  static let sendingLimits = [
    TransportCheck(
      "limit.connect-is-kept",
      "A server that does not take the connection ends in connect_timed_out, never_sent."
    ) { stage in
      let backlog = try FullBacklog()
      let request = TransportRequest(
        .put, backlog.authority, body: .large, limits: .generous.with { $0.connect = short })
      try stage.expect(
        await stage.failure(of: request), .connectTimedOut, outcome: .neverSent, within: .seconds(2))
    },
    TransportCheck(
      "limit.connect-includes-the-handshake",
      "A server that is silent in the TLS handshake ends in connect_timed_out, never_sent.",
      needs: [.network, .tls]
    ) { stage in
      let server = try RawServer([.hold])
      let request = TransportRequest(
        .put, server.authority, scheme: "https", body: .large, limits: .generous.with { $0.connect = short })
      try stage.expect(
        await stage.failure(of: request), .connectTimedOut, outcome: .neverSent, within: .seconds(2))
    },
    TransportCheck(
      "limit.connect-includes-the-name",
      "A name whose look-up takes long ends in connect_timed_out, never_sent.",
      needs: [.network, .slowName]
    ) { stage in
      let request = TransportRequest(
        .put, stage.subject.slowName ?? "", body: .large, limits: .generous.with { $0.connect = short })
      try stage.expect(
        await stage.failure(of: request), .connectTimedOut, outcome: .neverSent, within: .seconds(2))
    },
    TransportCheck(
      "limit.connecting-is-no-stall", "While there is no connection only the limit on connecting counts."
    ) { stage in
      let backlog = try FullBacklog()
      let limits = TransportLimits(connect: .seconds(1), sendStall: short, answer: short, receiveStall: short)
      let request = TransportRequest(.put, backlog.authority, body: .large, limits: limits)
      let failed = try await stage.failure(of: request)
      try stage.expect(failed, .connectTimedOut, outcome: .neverSent, within: .seconds(3))
      try stage.require(
        failed.send.duration > .milliseconds(900), "it took \(failed.send.duration) of a second")
    },
    TransportCheck(
      "limit.send-stall-is-kept", "A server that stops reading ends in send_stalled, outcome_unknown."
    ) { stage in
      for read in [0, 1 << 20] as [Int64] {
        let server = try RawServer([.readHead, .read(read), .hold])
        let request = TransportRequest(
          .put, server.authority, body: .large, limits: .generous.with { $0.sendStall = short })
        let failed = try await stage.failure(of: request)
        try stage.expect(failed, .sendStalled, outcome: .outcomeUnknown, within: .seconds(3))
      }
    },
    TransportCheck(
      "limit.a-slow-body-is-fine-while-it-moves",
      "A body that takes longer than the limits on stalls and on the answer is fine while its bytes move."
    ) { stage in
      let server = try RawServer { connection in
        connection.readHead()
        for _ in 0..<16 {
          connection.readBody(2 << 20)
          connection.pause(.milliseconds(100))
        }
        connection.send(rawResponse())
        connection.finish()
      }
      let limits = TransportLimits.generous.with {
        $0.sendStall = .seconds(1)
        $0.answer = .seconds(1)
        $0.receiveStall = short
      }
      let request = TransportRequest(.put, server.authority, body: .zeros(32 << 20), limits: limits)
      try await stage.expect(200, to: request)
    },
    TransportCheck(
      "limit.no-limit-is-too-long", "Limits of any length are taken, also of centuries.", needs: []
    ) { stage in
      let peer = try stage.peer()
      for limit in [Duration.seconds(Int64.max), .seconds(Int64.max / 1000 - 1), .seconds(1 << 40)] {
        let limits = TransportLimits(
          connect: limit, sendStall: limit, answer: limit, receiveStall: limit, total: limit)
        let request = TransportRequest(.put, peer.authority, body: .zeros(10), limits: limits)
        try await stage.expect(200, to: request, "\(limit):")
      }
    },
  ]
}
