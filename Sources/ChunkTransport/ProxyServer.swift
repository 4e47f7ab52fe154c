/// A proxy that requests go through.
///
/// Its password is never shown: not by ``description``, an error, or a dump of the value.
public struct ProxyServer: Sendable, Hashable {
  /// How the proxy is talked to.
  public enum Scheme: String, Sendable, Hashable, CaseIterable {
    /// HTTP, with a tunnel (`CONNECT`, RFC 9110, 9.3.6) to the server.
    case http
    /// The same over TLS.
    case https
    /// SOCKS 5 (RFC 1928), the server's name looked up here.
    case socks5
    /// SOCKS 5, the server's name looked up by the proxy.
    case socks5h
  }

  /// How the proxy is talked to.
  public let scheme: Scheme
  /// Its name or address; an IPv6 address without brackets.
  public let host: String
  /// Its port.
  public let port: UInt16
  /// The user to give to it, if it wants one.
  package let user: String?
  /// The user's password.
  package let password: String?

  /// A proxy by its URL: `http://proxy.example:3128`, `socks5h://user:password@[::1]:1080`. Without a scheme it is
  /// `http`. User and password are percent-encoded where they hold `%`, `:`, `@` or `/`.
  ///
  /// - Throws: ``TransportError`` with reason ``TransportError/Reason/invalidRequest`` that says what is wrong. It
  ///   names the URL without user and password.
  public init(url: String) throws(TransportError) {
    let bytes = Array(url.utf8)
    guard bytes.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw .invalidRequest("the proxy's URL may hold visible ASCII only; percent-encode the rest")
    }
    var rest = bytes[...]
    var scheme = Scheme.http
    if let end = Self.indexOfSchemeEnd(bytes) {
      let word = Self.text(bytes[..<end]).lowercased()
      guard let known = Scheme(rawValue: word) else {
        throw .invalidRequest("the proxy's scheme '\(word)' is not http, https, socks5 or socks5h")
      }
      scheme = known
      rest = bytes[(end + 3)...]
    }
    if rest.last == UInt8(ascii: "/") { rest.removeLast() }
    var login: ArraySlice<UInt8>?
    if let at = rest.lastIndex(of: UInt8(ascii: "@")) {
      login = rest[..<at]
      rest = rest[(at + 1)...]
    }
    let place = Self.text(rest)
    guard let (host, port) = Self.place(rest) else {
      throw .invalidRequest("the proxy '\(scheme.rawValue)://\(place)' is not HOST:PORT")
    }
    let words = login?.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
    let decoded = words?.map(Self.percentDecoded)
    guard decoded?.contains(nil) != true else {
      throw .invalidRequest(
        "user or password of the proxy '\(scheme.rawValue)://\(place)' are not percent-encoded properly")
    }
    self.scheme = scheme
    self.host = host
    self.port = port
    user = decoded?.first ?? nil
    password = decoded.flatMap { $0.count > 1 ? $0[1] : nil }
  }

  /// The proxy's URL without user and password.
  public var url: String { "\(scheme.rawValue)://\(host.utf8.contains(0x3a) ? "[\(host)]" : host):\(port)" }

  /// Whether there is something in it that is not to be shown.
  public var hasCredentials: Bool { user != nil }
}

extension ProxyServer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The proxy's URL without user and password.
  public var description: String { url }
  /// The same.
  public var debugDescription: String { url }
  /// A mirror that shows the URL alone.
  public var customMirror: Mirror { Mirror(self, children: ["url": url]) }
}

extension ProxyServer {
  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func indexOfSchemeEnd(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 3 else { return nil }
    let mark = Array("://".utf8)
    return (0...(bytes.count - 3)).first { Array(bytes[$0..<($0 + 3)]) == mark }
  }

  /// `HOST:PORT` or `[IPv6]:PORT`.
  private static func place(_ bytes: ArraySlice<UInt8>) -> (host: String, port: UInt16)? {
    guard let colon = bytes.lastIndex(of: UInt8(ascii: ":")) else { return nil }
    let digits = bytes[(colon + 1)...]
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(text(digits)), port > 0 else {
      return nil
    }
    var host = bytes[..<colon]
    if host.first == UInt8(ascii: "["), host.last == UInt8(ascii: "]") {
      host = host.dropFirst().dropLast()
      guard !host.isEmpty, host.allSatisfy({ isHexDigit($0) || $0 == 0x3a || $0 == 0x2e }) else { return nil }
      return (text(host), port)
    }
    guard !host.isEmpty, host.allSatisfy({ isLetterOrDigit($0) || $0 == 0x2d || $0 == 0x2e || $0 == 0x5f })
    else {
      return nil
    }
    return (text(host), port)
  }

  /// `nil` if a `%` is not followed by two digits, or what comes of it is no text for a header or for SOCKS.
  private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> String? {
    var decoded: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        decoded.append(byte)
        continue
      }
      guard rest.count >= 2, rest.prefix(2).allSatisfy(isHexDigit),
        let value = UInt8(text(rest.prefix(2)), radix: 16)
      else { return nil }
      decoded.append(value)
      rest = rest.dropFirst(2)
    }
    guard decoded.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else { return nil }
    return String(validating: decoded, as: UTF8.self)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte & 0xdf)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte & 0xdf)
  }
}
