internal import ChunkTransport
internal import HTTPTypes

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension TransportCheck {
  /// Many sends at a time.
  static let manyAtOnce = [
    TransportCheck(
      "many.eight-are-in-flight-at-once",
      "Eight sends are in flight at a time: none waits for the end of another."
    ) { stage in
      let all = Gate()
      let server = try RawServer([.readHead, .wait(all), .readBody, .respond(), .finish])
      let body = pattern(200_000)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          group.addTask {
            let request = TransportRequest(.put, server.authority, body: .bytes(Data(body)))
            try await stage.expect(200, to: request)
          }
        }
        // No answer comes before the eighth request is there.
        defer { all.open() }
        try await stage.wait(for: "the eighth request") { server.requests.count == 8 }
        all.open()
        try await group.waitForAll()
      }
      for received in server.requests { try stage.expectArrived(received, body) }
    },
    TransportCheck(
      "many.answers-belong-to-their-requests", "Each of two hundred sends gets its own answer.", needs: []
    ) { stage in
      let peer = try stage.peer(.echoesThePath)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<200 {
          if number >= 32 { try await group.next() }
          group.addTask {
            let body: RequestBody = number.isMultiple(of: 2) ? .none : .zeros(Int64(number) * 100)
            let method: HTTPRequest.Method = number.isMultiple(of: 2) ? .get : .put
            let request = TransportRequest(method, peer.authority, "/\(number)", body: body)
            let response = try await stage.expect(200, to: request)
            let text = String(decoding: response.body, as: UTF8.self)
            try stage.require(text == "/\(number)", "/\(number) got the answer of \(text)")
          }
        }
        try await group.waitForAll()
      }
    },
    TransportCheck(
      "many.one-that-hangs-holds-up-nobody", "Sends go on while others wait for a server that is silent.",
      needs: []
    ) { stage in
      let (silent, quick) = (try stage.peer(.isSilent), try stage.peer())
      let hanging = (0..<16).map { _ in
        Task {
          await stage.transport.result(of: TransportRequest(.put, silent.authority, body: .zeros(1000)))
        }
      }
      defer { for task in hanging { task.cancel() } }
      try await stage.wait(for: "sixteen that hang") { silent.requests.count == 16 }
      let meter = LoadMeter()
      let start = ContinuousClock.now
      for _ in 0..<10 {
        try await stage.expect(200, to: TransportRequest(.put, quick.authority, body: .zeros(1000)))
      }
      let duration = ContinuousClock.now - start
      let allowed = LoadMeter.bound(.seconds(2), delay: meter.stop())
      try stage.require(duration < allowed, "ten sends took \(duration)")
    },
  ]

  /// Connections that are used again, or must not be.
  static let connections = [
    TransportCheck(
      "connection.failures-leave-none-behind",
      "After each kind of failure the next send gets its own answer, also over connections that were used before."
    ) { stage in
      let troubles: [[RawStep]] = [
        [.readHead, .readBody, .close], [.readHead, .readBody, .reset], [.readHead, .close],
        [.readHead, .readBody, .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), .reset],
        [.readHead, .readBody, .send("no HTTP\r\n\r\n"), .close],
        [.readHead, .readBody, .send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"), .pause(.seconds(5))],
      ]
      for trouble in troubles {
        let server = try RawServer(
          [.readHead, .readBody, .respond(body: "first")] + trouble, [.serve(rawResponse(body: "own"))])
        try await stage.expect(200, to: TransportRequest(.put, server.authority, body: .zeros(10)))
        let limits = TransportLimits.generous.with { $0.receiveStall = .milliseconds(200) }
        _ = await stage.transport.result(
          of: TransportRequest(.put, server.authority, body: .zeros(10), limits: limits))
        let response = try await stage.expect(
          200, to: TransportRequest(.put, server.authority, body: .zeros(10)))
        let text = String(decoding: response.body, as: UTF8.self)
        try stage.require(text == "own", "the next answer was '\(text)'")
      }
    },
    TransportCheck(
      "connection.bytes-beyond-an-answer-are-nobodys",
      "What a server sends beyond the end of an answer is not taken for the answer to the next request."
    ) { stage in
      let two = rawResponse(body: "first") + rawResponse("299 Unasked", body: "unasked")
      let server = try RawServer(
        [.readHead, .readBody, .send(two), .finish], [.serve(rawResponse(body: "own"))])
      // Whether the first is an answer or a failure is left open, for there is something wrong with it; and
      // the second may still find the connection that is being closed.
      for _ in 0..<3 {
        let request = TransportRequest(.put, server.authority, body: .zeros(10))
        guard case .success(let response) = await stage.transport.result(of: request) else { continue }
        let text = String(decoding: response.body, as: UTF8.self)
        try stage.require(text == "first" || text == "own", "an answer was '\(text)'")
      }
      try await stage.expect(200, to: TransportRequest(.put, server.authority, body: .zeros(10)))
    },
    TransportCheck(
      "connection.one-that-the-server-closed-costs-nothing",
      "A connection that the server has closed while it was idle is not a failure of the next send."
    ) { stage in
      let closed = Gate()
      let server = try RawServer(
        [.readHead, .readBody, .respond(), .close, .tell(closed)], [.serve(rawResponse())])
      try await stage.expect(200, to: TransportRequest(.put, server.authority, body: .zeros(10)))
      try await stage.wait(for: "the end of the connection") { closed.isOpen }
      try await Task.sleep(for: .milliseconds(50))
      let body = pattern(3_000_000)
      try await stage.expect(200, to: TransportRequest(.put, server.authority, body: .bytes(Data(body))))
      try stage.expectArrived(server.requests.last, body)
    },
    TransportCheck(
      "connection.is-closed-if-the-server-says-so",
      "After an answer with \"Connection: close\" the next send takes another connection."
    ) { stage in
      let server = try RawServer(
        [.readHead, .readBody, .respond(fields: ["Connection: close"]), .finish], [.serve(rawResponse())])
      for _ in 0..<2 {
        try await stage.expect(200, to: TransportRequest(.put, server.authority, body: .zeros(10)))
      }
      try stage.require(server.connections.count == 2, "\(server.connections.count) connections")
    },
  ]
}
