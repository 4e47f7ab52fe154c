internal import ChunkTransport
internal import HTTPTypes

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension TransportCheck {
  /// What arrives of a request's head.
  static let requests = [
    TransportCheck(
      "request.method-and-path-arrive-as-given",
      "Method, path and query reach the server as they are: nothing is resolved, decoded or normalised.",
      needs: []
    ) { stage in
      let peer = try stage.peer()
      for method in [.get, .put, .post, .delete, .options, .patch] as [HTTPRequest.Method] {
        for path in ["/", "/a%20b?c=d%2Fe&f", "/a.b/c..d", "//x", "/%7Ea/", "/a?b=/../c&d=.."] {
          try await stage.expect(
            200, to: TransportRequest(method, peer.authority, path), "\(method) \(path):")
          let line = peer.requests.last?.requestLine ?? ""
          try stage.require(line == "\(method) \(path) HTTP/1.1", "\(method) \(path) arrived as '\(line)'")
        }
      }
    },
    TransportCheck(
      "request.odd-paths-arrive-as-given-or-are-refused",
      "A path that libraries like to change arrives as it is, or is refused with unsupported, never_sent.",
      needs: []
    ) { stage in
      let peer = try stage.peer()
      for path in ["/a/../b/./c", "/%2e%2e/", "/a/..", "/a[b]|c", "/a\\b", "/a%2", "/a%zz?%"] {
        let before = peer.requests.count
        guard try await stage.isSupported(TransportRequest(.get, peer.authority, path), path) else {
          try stage.require(peer.requests.count == before, "\(path) was refused, and something arrived")
          continue
        }
        let line = peer.requests.last?.requestLine ?? ""
        try stage.require(line == "GET \(path) HTTP/1.1", "\(path) arrived as '\(line)'")
      }
    },
    TransportCheck(
      "request.fields-arrive-as-given",
      "Header fields reach the server with their values, and replace the transport's own.",
      needs: []
    ) { stage in
      let peer = try stage.peer()
      let fields = HTTPFields(named: [
        ("X-Test", "one"), ("X-Test", "two; \"three\""), ("X-Text", "Grüße"), ("Range", "bytes=0-"),
        ("User-Agent", "mine/1"), ("Accept", "application/json"), ("Authorization", "Bearer x.y"),
      ])
      try await stage.expect(200, to: TransportRequest(.get, peer.authority, fields: fields))
      let received = try stage.require(peer.requests.last, "no request")
      // Several lines of a name are the same as one with commas (RFC 9110, 5.3).
      let expected = [
        "X-Test": "one, two; \"three\"", "X-Text": "Grüße", "Range": "bytes=0-", "User-Agent": "mine/1",
        "Accept": "application/json", "Authorization": "Bearer x.y",
      ]
      for (name, value) in expected {
        let values = received.values(of: name)
        try stage.require(values.joined(separator: ", ") == value, "\(name): \(values)")
      }
    },
    TransportCheck(
      "request.a-repeated-field-arrives-with-all-values",
      "A field that is there several times arrives with all its values, in order.", needs: []
    ) { stage in
      let peer = try stage.peer()
      let fields = HTTPFields(named: [("X-A", "1"), ("X-B", "b"), ("X-A", "2"), ("x-a", "3")])
      try await stage.expect(200, to: TransportRequest(.get, peer.authority, fields: fields))
      let values = peer.requests.last?.values(of: "X-A") ?? []
      try stage.require(values.joined(separator: ", ") == "1, 2, 3", "X-A: \(values)")
    },
    TransportCheck(
      "request.an-empty-field-arrives", "A field with an empty value is sent, not left out.", needs: []
    ) { stage in
      let peer = try stage.peer()
      for value in ["", " ", "\t "] {
        var fields = HTTPFields()
        fields.append(HTTPField(name: HTTPField.Name.contentLanguage, lenientValue: Array(value.utf8)))
        try await stage.expect(200, to: TransportRequest(.get, peer.authority, fields: fields))
        let values = peer.requests.last?.values(of: "Content-Language") ?? []
        try stage.require(
          values.count == 1 && values[0].allSatisfy { $0 == " " || $0 == "\t" }, "Content-Language: \(values)"
        )
      }
    },
    TransportCheck(
      "request.a-field-keeps-its-bytes-or-is-refused",
      "A field's value that is not UTF-8 arrives with the same bytes, or is refused with unsupported, never_sent."
    ) { stage in
      let peer = try stage.peer()
      let value: [UInt8] = [0x47, 0x72, 0xfc, 0xdf]
      var fields = HTTPFields()
      fields.append(HTTPField(name: .contentLanguage, lenientValue: value))
      guard try await stage.isSupported(TransportRequest(.get, peer.authority, fields: fields)) else {
        return try stage.require(peer.isUntouched, "it was refused, and something arrived")
      }
      let head = peer.requests.last?.headBytes ?? []
      try stage.require(head.contains(value + [0x0d]), "the head \(String(decoding: head, as: UTF8.self))")
    },
    TransportCheck(
      "request.framing-is-the-transports",
      "There is one Host and, if there is a body, one Content-Length; no Expect, no Transfer-Encoding."
    ) { stage in
      let peer = try stage.peer()
      for body in [.none, .bytes(Data()), .zeros(4 << 20)] as [RequestBody] {
        for method in [.put, .post] as [HTTPRequest.Method] {
          try await stage.expect(200, to: TransportRequest(method, peer.authority, body: body))
          let received = try stage.require(peer.requests.last, "no request")
          try stage.require(
            received.values(of: "Host") == [peer.authority], "Host: \(received.values(of: "Host"))")
          try stage.require(
            received.values(of: "Content-Length") == ["\(body.count ?? 0)"],
            "Content-Length: \(received.values(of: "Content-Length")) of \(body.count ?? 0) bytes")
          for name in ["Expect", "Transfer-Encoding"] {
            try stage.require(received.values(of: name).isEmpty, "\(name): \(received.values(of: name))")
          }
        }
      }
      for method in [.get, .delete, .options] as [HTTPRequest.Method] {
        try await stage.expect(200, to: TransportRequest(method, peer.authority))
        let lengths = peer.requests.last?.values(of: "Content-Length") ?? []
        try stage.require(
          lengths.isEmpty || lengths == ["0"], "\(method) without a body: Content-Length \(lengths)")
      }
    },
  ]
}

extension Array<UInt8> {
  /// Whether these bytes are somewhere in it.
  func contains(_ bytes: [UInt8]) -> Bool {
    indices.contains { self[$0...].starts(with: bytes) }
  }
}
