internal import ChunkTransport

extension TransportCheck {
  /// Bodies that end early or cannot be read.
  static let failingBodies = [
    TransportCheck(
      "body.a-file-that-is-too-short-fails",
      "A file that ends before its region does fails the send; what arrives is never taken for the whole.",
      needs: []
    ) { stage in
      let peer = try stage.peer()
      let file = try TemporaryFile(pattern(100_000))
      for (offset, length) in [(0, 200_000), (99_999, 2), (500_000, 10)] as [(Int64, Int64)] {
        let body = try file.body(offset: offset, length: length)
        let failed = try await stage.failure(of: TransportRequest(.put, peer.authority, body: body))
        try stage.expect(failed, .bodyUnreadable, outcome: .neverSent, .outcomeUnknown)
      }
      let whole = peer.requests.filter { $0.bodyCount >= ($0.contentLength ?? 0) }
      try stage.require(whole.isEmpty, "\(whole.count) requests were taken for whole")
    },
    TransportCheck(
      "body.a-file-that-shrinks-on-the-way-fails",
      "A file that is truncated while it is sent fails the send, unless all of it was read before; never is a part of it taken for the whole."
    ) { stage in
      let (half, goOn) = (Gate(), Gate())
      let length = Int64(48 << 20)
      let server = try RawServer { connection in
        connection.readHead()
        connection.readBody(1 << 20)
        half.open()
        goOn.wait()
        connection.readBody(length - (1 << 20))
        connection.send(rawResponse())
      }
      let file = try TemporaryFile(zeros: length)
      let request = TransportRequest(.put, server.authority, body: try file.body(length: length))
      let sending = Task { await stage.transport.result(of: request) }
      try await stage.wait(for: "a mebibyte of the body") { half.isOpen }
      try file.truncate(to: 1 << 20)
      goOn.open()
      switch await sending.value {
      case .success:
        let arrived = server.requests.first?.bodyCount ?? 0
        try stage.require(arrived == length, "an answer after \(arrived) of \(length) bytes")
      case .failure(let error):
        try stage.require(error.reason == .bodyUnreadable && error.outcome == .outcomeUnknown, "\(error)")
        try await stage.wait(for: "the end of the connection") { server.connections.first?.sawEnd == true }
      }
    },
    TransportCheck(
      "body.a-source-that-throws-fails",
      "A pull body that throws, at its beginning or later, fails the send with body_unreadable.", needs: []
    ) { stage in
      struct DiskOnFire: Error {}
      let peer = try stage.peer()
      for failsAt in [0, 1 << 20] as [Int64] {
        let body = PullBody(length: 4 << 20) { offset, buffer in
          if offset >= failsAt { throw DiskOnFire() }
          let count = min(buffer.count, Int(failsAt - offset))
          buffer.prefix(count).initializeMemory(as: UInt8.self, repeating: 1)
          return count
        }
        let failed = try await stage.failure(of: TransportRequest(.put, peer.authority, body: .pull(body)))
        try stage.expect(failed, .bodyUnreadable, outcome: .neverSent, .outcomeUnknown)
        try stage.require(
          failed.error.message.contains("DiskOnFire"), "a message without the cause: \(failed.error.message)")
      }
      let whole = peer.requests.filter { $0.bodyCount >= ($0.contentLength ?? 0) }
      try stage.require(whole.isEmpty, "\(whole.count) requests were taken for whole")
    },
    TransportCheck(
      "body.a-source-that-lies-fails",
      "A pull body that gives no bytes before its end, or more than there is room for, fails the send.",
      needs: []
    ) { stage in
      let peer = try stage.peer()
      for returned in [0, -1, Int.max] {
        let body = PullBody(length: 1000) { _, _ in returned }
        let failed = try await stage.failure(of: TransportRequest(.put, peer.authority, body: .pull(body)))
        try stage.expect(failed, .bodyUnreadable, outcome: .neverSent, .outcomeUnknown, at: "\(returned):")
      }
    },
    TransportCheck(
      "body.the-transport-works-after-a-failing-body",
      "After a body that failed, the next request arrives whole.",
      needs: []
    ) { stage in
      struct Lost: Error {}
      let peer = try stage.peer()
      for round in 0..<10 {
        let body = PullBody(length: 100_000) { _, _ in throw Lost() }
        _ = try await stage.failure(of: TransportRequest(.put, peer.authority, body: .pull(body)))
        let next = TransportRequest(.put, peer.authority, "/\(round)", body: .zeros(1000))
        try await stage.expect(200, to: next)
        let last = peer.requests.last { $0.requestLine.hasPrefix("PUT /\(round) ") }
        try stage.expectArrived(last, [UInt8](repeating: 0, count: 1000))
      }
    },
  ]

  /// What is said of a body on its way.
  static let progress = [
    TransportCheck(
      "progress.rises-to-the-length",
      "onBytesSent rises with each call, falls back to nothing only when the body begins again, and ends at the body's length.",
      needs: []
    ) { stage in
      let peer = try stage.peer()
      for count in [1, 1000, 10_000_000] as [Int64] {
        for _ in 0..<2 {
          let told = Noted<Int64>()
          let request = TransportRequest(
            .put, peer.authority, body: .zeros(count), onBytesSent: { told.add($0) })
          try await stage.expect(200, to: request)
          let values = told.all
          try stage.require(values.last == count, "it ended at \(values.last ?? -1) of \(count)")
          let falls = zip(values, values.dropFirst()).filter { $0.0 >= $0.1 && $0.1 != 0 }
          try stage.require(falls.isEmpty, "\(values)")
        }
      }
    },
    TransportCheck(
      "progress.is-not-ahead-of-the-network",
      "onBytesSent counts what the network took: not the whole body at once while the server reads nothing."
    ) { stage in
      let server = try RawServer([.readHead, .hold])
      let told = Noted<Int64>()
      let body = RequestBody.large
      let request = TransportRequest(.put, server.authority, body: body, onBytesSent: { told.add($0) })
      let start = ContinuousClock.now
      _ = try await stage.cancelled(request) {
        !server.requests.isEmpty && ContinuousClock.now - start > .milliseconds(300)
      }
      let most = told.all.max() ?? 0
      try stage.require(most < body.count ?? 0, "\(most) bytes were said to be sent, and nobody read them")
    },
  ]
}
