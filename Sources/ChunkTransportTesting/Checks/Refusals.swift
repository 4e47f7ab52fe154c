internal import ChunkTransport
internal import HTTPTypes

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension TransportCheck {
  /// What is refused before anything leaves.
  static let refusals = [
    TransportCheck(
      "refusal.invalid-requests-leave-nothing",
      "A request that validate() refuses fails with invalid_request and never_sent, and nobody is connected to.",
      needs: []
    ) { stage in
      let peer = try stage.peer()
      for (what, request) in invalidRequests(stage, peer.authority) {
        let failed = try await stage.failure(of: request, what)
        try stage.expect(failed, .invalidRequest, outcome: .neverSent, at: what)
      }
      try stage.require(peer.isUntouched, "something arrived")
    },
    TransportCheck(
      "refusal.a-line-break-makes-no-field",
      "No value of a header field can begin a field of its own, or a request.", needs: []
    ) { stage in
      let peer = try stage.peer()
      for value in ["a\r\nX-Evil: 1", "a\nX-Evil: 1", "a\rX-Evil: 1", "a\r\n\r\nGET /evil HTTP/1.1\r\n\r\n"] {
        var fields = HTTPFields()
        fields.append(HTTPField(name: .contentLanguage, lenientValue: Array(value.utf8)))
        // Refused or made harmless: either will do.
        _ = try? await stage.transport.send(TransportRequest(.get, peer.authority, fields: fields))
        for received in peer.requests {
          try stage.require(received.values(of: "X-Evil").isEmpty, "a field of its own: \(received.head)")
          try stage.require(received.requestLine == "GET / HTTP/1.1", "a request of its own")
          let bare = received.head.withoutLineEnds()
          try stage.require(
            !bare.contains { $0 == "\r" || $0 == "\n" }, "a bare line break: \(received.head)")
        }
      }
    },
    TransportCheck(
      "refusal.errors-show-no-secret",
      "Errors hold neither header values nor the URL's query, however they are printed.", needs: []
    ) { stage in
      let peer = try stage.peer(.losesTheAnswer)
      let fields = HTTPFields(named: [("Authorization", "Bearer s3cr3t-value")])
      let lost = TransportRequest(
        .put, peer.authority, "/path?token=s3cr3t-query", fields: fields, body: .zeros(10))
      var refused = lost
      refused.head.scheme = "gopher"
      for request in [lost, refused] {
        let failed = try await stage.failure(of: request)
        var printed = "\(failed.error) \(String(reflecting: failed.error))"
        dump(failed.error, to: &printed)
        try stage.require(!printed.contains("s3cr3t"), printed)
      }
    },
    TransportCheck(
      "refusal.a-rate-is-kept-or-refused",
      "With maximumBytesPerSecond the body goes out no faster, as a mean over seconds; or the send fails with unsupported and never_sent.",
      needs: []
    ) { stage in
      let peer = try stage.peer()
      var request = TransportRequest(.put, peer.authority, body: .zeros(1_000_000))
      request.maximumBytesPerSecond = 400_000
      let start = ContinuousClock.now
      guard try await stage.isSupported(request) else {
        return try stage.require(peer.isUntouched, "it was refused, and something arrived")
      }
      let duration = ContinuousClock.now - start
      // Two and a half seconds' worth, of which a backend's buffers may go at once.
      try stage.require(
        duration > .milliseconds(1200), "1,000,000 bytes at 400,000 a second took \(duration)")
      try stage.expectArrived(peer.requests.last, [UInt8](repeating: 0, count: 1_000_000))
    },
  ]

  private static func invalidRequests(_ stage: Stage, _ authority: String) -> [(String, TransportRequest)] {
    var requests: [(String, TransportRequest)] = []
    func add(_ what: String, _ change: (inout TransportRequest) -> Void) {
      var request = TransportRequest(.put, authority, body: .zeros(10))
      change(&request)
      requests.append(("\(what):", request))
    }
    for scheme in [nil, "ftp", "file", "HTTP"] {
      add("scheme \(scheme ?? "none")") { $0.head.scheme = scheme }
    }
    for authority in [
      nil, "", "user:word@\(authority)", "\(authority)/", "a b", "\(authority)\r\nX-Evil: 1", "127.0.0.1:0",
      "127.0.0.1:65536",
    ] {
      add("authority \(authority ?? "none")") { $0.head.authority = authority }
    }
    for path in [nil, "", "a", "*", "/a b", "/\r\nX-Evil: 1", "/\u{0}a", "/ä", "/#x", "http://evil.example/"]
    {
      add("path \(path ?? "none")") { $0.head.path = path }
    }
    for name in [
      "Content-Length", "Transfer-Encoding", "Host", "Connection", "Expect", "Upgrade", "TE", "Trailer",
    ] {
      add("field \(name)") { $0.head.headerFields = HTTPFields(named: [(name, "0")]) }
    }
    add("a control character in a field") {
      $0.head.headerFields.append(HTTPField(name: .contentLanguage, lenientValue: [0x61, 0x01]))
    }
    add("a negative length") { $0.body = .pull(PullBody(length: -1) { _, _ in 0 }) }
    for rate in [0, -1] as [Int64] { add("a rate of \(rate)") { $0.maximumBytesPerSecond = rate } }
    add("HEAD with a body") { $0.head.method = .head }
    return requests
  }
}

extension String {
  /// The text without its line ends of CR and LF; one of the two alone stays.
  fileprivate func withoutLineEnds() -> String { filter { $0 != "\r\n" } }
}
