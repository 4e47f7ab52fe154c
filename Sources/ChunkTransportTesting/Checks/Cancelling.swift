internal import ChunkTransport
internal import HTTPTypes

extension TransportCheck {
  /// Cancelling the task ends the send in under a second, whatever it is doing.
  static let cancelling = [
    TransportCheck("cancel.while-connecting", "Cancelled while connecting: under a second, never_sent.") {
      stage in
      let backlog = try FullBacklog()
      let begun = ContinuousClock.now
      let failed = try await stage.cancelled(TransportRequest(.put, backlog.authority, body: .large)) {
        ContinuousClock.now - begun > .milliseconds(100)
      }
      try stage.expect(failed, .cancelled, outcome: .neverSent, within: .seconds(1))
    },
    TransportCheck(
      "cancel.while-looking-up-the-name", "Cancelled in the look-up of a name: under a second, never_sent.",
      needs: [.network, .slowName]
    ) { stage in
      try await cancelLookUp(stage)
    },
    TransportCheck(
      "cancel.of-a-look-up-holds-up-nobody",
      "After a look-up of a name was cancelled, the next send does not wait for the end of it.",
      needs: [.network, .slowName]
    ) { stage in
      let peer = try stage.peer()
      try await cancelLookUp(stage)
      let next = await stage.transport.timed(TransportRequest(.get, peer.authority))
      try stage.require(next.error == nil, "the next send failed: \(next.result)")
      try stage.require(next.isWithin(.seconds(1)), "the next send waited for \(next.duration)")
    },
    TransportCheck(
      "cancel.in-the-handshake", "Cancelled in the TLS handshake: under a second, never_sent.",
      needs: [.network, .tls]
    ) { stage in
      try await expectCancelled(
        stage, .neverSent, script: [.read(10), .mark, .hold], scheme: "https", body: .zeros(1000))
    },
    TransportCheck("cancel.inside-the-body", "Cancelled inside the body: under a second, outcome_unknown.") {
      stage in
      try await expectCancelled(stage, .outcomeUnknown, script: [.readHead, .mark, .hold], body: .large)
    },
    TransportCheck(
      "cancel.while-waiting-for-the-answer",
      "Cancelled while the answer is waited for: under a second, outcome_unknown.",
      needs: []
    ) { stage in
      let peer = try stage.peer(.isSilent)
      let begun = ContinuousClock.now
      let failed = try await stage.cancelled(TransportRequest(.put, peer.authority, body: .zeros(100_000))) {
        peer.requests.first?.bodyCount == 100_000 && ContinuousClock.now - begun > .milliseconds(100)
      }
      try stage.expect(failed, .cancelled, outcome: .outcomeUnknown, within: .seconds(1))
    },
    TransportCheck(
      "cancel.inside-the-answers-head", "Cancelled inside the answer's head: under a second, outcome_unknown."
    ) { stage in
      let script: [CancelStep] = [.readHead, .send("HTTP/1.1 200 OK\r\nX: y\r\n"), .mark, .hold]
      try await expectCancelled(stage, .outcomeUnknown, script: script)
    },
    TransportCheck(
      "cancel.inside-the-answers-body",
      "Cancelled inside the answer's body: under a second, and the status that had come is said."
    ) { stage in
      let script: [CancelStep] = [
        .readHead, .send("HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\nabc"), .mark, .hold,
      ]
      try await expectCancelled(stage, .answered(status: 201), script: script)
    },
    TransportCheck(
      "cancel.before-the-send", "A task that is cancelled already sends nothing: cancelled, never_sent.",
      needs: []
    ) { stage in
      let peer = try stage.peer()
      for _ in 0..<20 {
        let request = TransportRequest(.put, peer.authority, body: .zeros(10))
        let result = await withTaskGroup(of: Result<TransportResponse, TransportError>.self) { group in
          group.cancelAll()
          group.addTask { await stage.transport.result(of: request) }
          return await group.next()
        }
        guard case .failure(let error)? = result else { throw stage.broken("an answer") }
        try stage.require(error.reason == .cancelled && error.outcome == .neverSent, "\(error)")
      }
      try stage.require(peer.isUntouched, "something arrived")
    },
    TransportCheck(
      "cancel.at-any-moment-ends-once",
      "Whenever the cancellation comes, each send ends once, as answered or cancelled, and the transport works on.",
      needs: []
    ) { stage in
      let peer = try stage.peer()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for round in 0..<200 {
          group.addTask {
            let request = TransportRequest(.put, peer.authority, body: .zeros(1000))
            let task = Task { await stage.transport.result(of: request) }
            for _ in 0..<(round % 20) { await Task.yield() }
            if round % 3 == 0 { try? await Task.sleep(for: .microseconds(round * 20)) }
            task.cancel()
            switch await task.value {
            case .success(let response):
              try stage.require(response.head.status == .ok, "\(response.head.status)")
            case .failure(let error): try stage.require(error.reason == .cancelled, "\(error)")
            }
          }
          if round % 8 == 7 { for _ in 0..<8 { try await group.next() } }
        }
        try await group.waitForAll()
      }
      try await stage.expect(200, to: TransportRequest(.get, peer.authority))
    },
  ]

  /// A step of a server after which a send is cancelled.
  private enum CancelStep: Sendable {
    case readHead, read(Int64), send(String), hold
    /// The client may be cancelled from now on.
    case mark
  }

  private static func cancelLookUp(_ stage: Stage) async throws {
    let begun = ContinuousClock.now
    let request = TransportRequest(.put, stage.subject.slowName ?? "", body: .large)
    let failed = try await stage.cancelled(request) { ContinuousClock.now - begun > .milliseconds(100) }
    try stage.expect(failed, .cancelled, outcome: .neverSent, within: .seconds(1))
  }

  private static func expectCancelled(
    _ stage: Stage, _ outcome: TransportError.Outcome, script: [CancelStep], scheme: String = "http",
    body: RequestBody = .none
  ) async throws {
    let mark = Gate()
    let steps = script.flatMap { step -> [RawStep] in
      switch step {
      case .readHead: [.readHead]
      case .read(let count): [.read(count)]
      case .send(let text): [.send(text)]
      case .hold: [.hold]
      // What was sent shall have arrived.
      case .mark: [.pause(.milliseconds(100)), .tell(mark)]
      }
    }
    let server = try RawServer(steps)
    let request = TransportRequest(.put, server.authority, scheme: scheme, body: body)
    let failed = try await stage.cancelled(request) { mark.isOpen }
    try stage.expect(failed, .cancelled, outcome: outcome, within: .seconds(1))
  }
}
