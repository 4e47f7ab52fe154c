internal import ChunkTransport
internal import HTTPTypes

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension TransportCheck {
  /// Bodies that arrive.
  static let bodies = [
    TransportCheck(
      "body.bytes-arrive-whole", "A body of bytes arrives whole, and Content-Length is its length.", needs: []
    ) { stage in
      let peer = try stage.peer()
      let body = pattern(300_000)
      for method in [.put, .post, .patch, .delete] as [HTTPRequest.Method] {
        try await stage.expect(200, to: TransportRequest(method, peer.authority, body: .bytes(Data(body))))
        try stage.expectArrived(peer.requests.last, body, "\(method):")
      }
      // A slice's indices do not begin at 0.
      let slice = Data([9, 9] + body).dropFirst(2)
      try await stage.expect(200, to: TransportRequest(.put, peer.authority, body: .bytes(slice)))
      try stage.expectArrived(peer.requests.last, body, "a slice:")
    },
    TransportCheck(
      "body.file-region-arrives-whole", "The bytes of the region arrive, and none before or after it.",
      needs: []
    ) { stage in
      let peer = try stage.peer()
      let content = pattern(3_000_000)
      let file = try TemporaryFile(content)
      for (offset, length) in [(0, 3_000_000), (1_000_001, 1_500_000), (2_999_999, 1), (17, 0)] {
        let body = try file.body(offset: Int64(offset), length: Int64(length))
        try await stage.expect(200, to: TransportRequest(.put, peer.authority, body: body))
        let what = "\(length) bytes at \(offset):"
        try stage.expectArrived(peer.requests.last, Array(content[offset..<offset + length]), what)
      }
    },
    TransportCheck(
      "body.pull-arrives-whole",
      "A pull body arrives whole, however few bytes its function gives at a time, and is asked one call at a time.",
      needs: []
    ) { stage in
      let peer = try stage.peer()
      let content = pattern(1_000_000)
      let running = Running()
      let body = PullBody(length: Int64(content.count)) { offset, buffer in
        running.begin()
        defer { running.end() }
        let count = min(buffer.count, 1 + Int(offset) % 70_001, content.count - Int(offset))
        buffer.copyBytes(from: content[Int(offset)..<Int(offset) + count])
        return count
      }
      try await stage.expect(200, to: TransportRequest(.put, peer.authority, body: .pull(body)))
      try stage.expectArrived(peer.requests.last, content)
      try stage.require(running.most == 1, "\(running.most) calls at a time")
    },
    TransportCheck(
      "body.can-be-sent-again", "A request's value is not used up: the same one arrives whole a second time.",
      needs: []
    ) { stage in
      let peer = try stage.peer()
      let content = pattern(200_000)
      let file = try TemporaryFile(content)
      let pull = PullBody(length: Int64(content.count)) { offset, buffer in
        let piece = content[Int(offset)...].prefix(buffer.count)
        buffer.copyBytes(from: piece)
        return piece.count
      }
      for body in [.bytes(Data(content)), try file.body(length: 200_000), .pull(pull)] {
        let request = TransportRequest(.put, peer.authority, body: body)
        for _ in 0..<2 {
          try await stage.expect(200, to: request)
          try stage.expectArrived(peer.requests.last, content)
        }
      }
      try stage.require(peer.requests.count == 6, "\(peer.requests.count) requests of 6 sends")
    },
    TransportCheck(
      "body.lengths-beyond-32-bits-or-refused",
      "A length that 32 bits do not hold is written as it is, or the request is refused before anything leaves."
    ) { stage in
      let server = try RawServer([.readHead, .discardBody])
      let length = Int64(5 << 30) + 7
      let request = TransportRequest(.put, server.authority, body: .zeros(length))
      let ended = Noted<FailedSend>()
      let task = Task { ended.add(try await stage.failure(of: request)) }
      try await stage.wait(for: "a head or a refusal") { !server.requests.isEmpty || !ended.all.isEmpty }
      if let failed = ended.all.first {
        return try stage.expect(failed, .unsupported, .invalidRequest, outcome: .neverSent)
      }
      task.cancel()
      try await task.value
      let lengths = server.requests.first?.values(of: "Content-Length") ?? []
      try stage.require(lengths == ["\(length)"], "Content-Length: \(lengths), of \(length) bytes")
    },
    TransportCheck(
      "body.files-are-not-held", "A file's bytes are read as they are sent, and never held as a whole.",
      needs: [.network, .processFacts], measuresTheProcess: true
    ) { stage in
      let server = try RawServer { connection in
        while connection.readHead() != nil {
          connection.discardBody()
          connection.send(rawResponse())
        }
      }
      let file = try TemporaryFile(zeros: 60 << 20)
      // What is set up once is not counted.
      try await stage.expect(
        200, to: TransportRequest(.put, server.authority, body: file.body(length: 4 << 20)))
      let before = ProcessFacts.peakMemory ?? 0
      try await stage.expect(
        200, to: TransportRequest(.put, server.authority, body: file.body(length: 60 << 20)))
      let growth = (ProcessFacts.peakMemory ?? 0) - before
      try stage.require(
        server.requests.last?.bodyCount == 60 << 20, "\(server.requests.last?.bodyCount ?? 0) bytes")
      try stage.require(growth < 16 << 20, "memory grew by \(growth) bytes for a body of \(60 << 20)")
    },
  ]
}
