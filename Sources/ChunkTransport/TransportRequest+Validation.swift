package import HTTPTypes

extension TransportRequest {
  /// Checks that the request can be written to the wire as it is meant, and as nothing else.
  ///
  /// Backends call this first. Libraries below them are lax: libcurl, for one, sends a line break in
  /// a header value as it is, which would let one value add header fields of its own (RFC 9112, 11.1).
  ///
  /// - Throws: ``TransportError`` with reason ``TransportError/Reason/invalidRequest``, which names
  ///   the offending part.
  public func validate() throws(TransportError) {
    guard head.scheme == "https" || head.scheme == "http" else {
      throw .invalidRequest("the scheme is \(head.scheme.map { "'\($0)'" } ?? "missing"); use https or http")
    }
    guard let authority = head.authority, Self.isPlainAuthority(authority) else {
      throw .invalidRequest("the authority is not HOST or HOST:PORT: '\(head.authority ?? "")'")
    }
    guard let path = head.path, path.utf8.first == UInt8(ascii: "/"), path.utf8.allSatisfy(Self.isVisible),
      !path.utf8.contains(UInt8(ascii: "#"))
    else {
      throw .invalidRequest("the path must begin with / and hold visible ASCII only, percent-encoded")
    }
    try Self.check(head.headerFields)
    if let count = body.count, count < 0 {
      throw .invalidRequest("the body has a negative length: \(count) bytes")
    }
    if let rate = maximumBytesPerSecond, rate <= 0 {
      throw .invalidRequest("the body may go out at \(rate) bytes a second; that is never")
    }
    if case .file(let region) = body, region.end == nil {
      throw .invalidRequest(
        "the body is a region that no file has: \(region.length) bytes at offset \(region.offset)")
    }
    // It has no meaning (RFC 9110, 9.3.2), and libcurl would send another method in its place.
    if head.method == .head, body.count != nil {
      throw .invalidRequest("a HEAD request has no body; use another method or RequestBody.none")
    }
  }

  /// Checks that header fields can be written to the wire as they are meant.
  ///
  /// - Throws: ``TransportError`` with reason ``TransportError/Reason/invalidRequest``, which names the field.
  package static func check(_ fields: HTTPFields) throws(TransportError) {
    for field in fields {
      if fieldsOfTheTransport.contains(field.name.canonicalName) {
        throw .invalidRequest("the header field \(field.name) is set by the transport; remove it")
      }
      let isClean = field.withUnsafeBytesOfValue { $0.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 } }
      // The value is not named: it may be a secret.
      guard isClean else { throw .invalidRequest("the header field \(field.name) holds a control character") }
    }
  }

  /// Fields that say where a message ends or where it goes. Two opinions on that are an attack.
  private static let fieldsOfTheTransport: Set<String> = [
    "connection", "content-length", "expect", "host", "te", "trailer", "transfer-encoding", "upgrade",
  ]

  private static func isVisible(_ byte: UInt8) -> Bool { (0x21...0x7e).contains(byte) }

  /// A host name, an IPv4 address or a bracketed IPv6 address, and perhaps a port; no user, no password.
  private static func isPlainAuthority(_ authority: String) -> Bool {
    var host = Substring(authority)
    if let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") {
      let port = authority[authority.index(after: colon)...]
      guard let number = UInt16(port), number > 0, port.utf8.allSatisfy(isDigit) else { return false }
      host = authority[..<colon]
    }
    if host.hasPrefix("["), host.hasSuffix("]") {
      let address = host.dropFirst().dropLast().utf8
      return !address.isEmpty && address.allSatisfy { isHexDigit($0) || $0 == 0x3a || $0 == 0x2e }
    }
    return !host.isEmpty
      && host.utf8.allSatisfy { isHexDigit($0) || isLetter($0) || $0 == 0x2d || $0 == 0x2e || $0 == 0x5f }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
  }
  private static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }
}
