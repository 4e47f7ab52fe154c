#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A URL taken apart once. Requests are built from these parts and never from the text, so that
/// nothing further down can read it in another way than the check did.
public struct ServiceURL: Sendable, Hashable {
  /// `https` or `http`.
  public let scheme: String
  /// The host, and the port where one was given, in lower case: `upload.box.com`, `127.0.0.1:8080`.
  public let authority: String
  /// The path without a slash at its end, percent-encoded: `/api`.
  public let path: String
  /// The query without its question mark, percent-encoded.
  public let query: String?

  init(scheme: String, authority: String, path: String, query: String? = nil) {
    self.scheme = scheme
    self.authority = authority
    self.path = path
    self.query = query
  }

  /// Takes a URL apart.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/urlRefused`` if it is not an absolute http
  ///   or https URL, or has a user, a password or a fragment. The message names the host only: the
  ///   rest of a session's URL is nobody's business.
  init(_ text: String) throws(ChunkError) {
    guard let parts = URLComponents(string: text, encodingInvalidCharacters: false),
      let scheme = parts.scheme?.lowercased(), let host = parts.encodedHost?.lowercased(), !host.isEmpty
    else {
      throw .urlRefused(
        "A URL cannot be read as an absolute URL", "Use the URL exactly as the service gave it")
    }
    guard scheme == "https" || scheme == "http" else {
      throw .urlRefused("A URL on \(host) has the scheme \(scheme)", "Use https")
    }
    // An escaped slash or dot in a host means one host here and another to whoever decodes it.
    guard Self.isPlain(host: host) else {
      throw .urlRefused(
        "The host \(host.escapingControls()) is no plain name or address", "Use the URL's real host")
    }
    guard parts.user == nil, parts.password == nil else {
      throw .urlRefused("A URL on \(host) holds a user name or a password", "Remove it")
    }
    guard parts.port.map({ (1...65_535).contains($0) }) ?? true else {
      throw .urlRefused("A URL on \(host) has a port that is none", "Give one of 1 to 65535, or leave it out")
    }
    guard parts.fragment == nil else {
      throw .urlRefused("A URL on \(host) has a fragment", "Remove everything from the # on")
    }
    var path = parts.percentEncodedPath
    while path.hasSuffix("/") { path.removeLast() }
    self.init(
      scheme: scheme, authority: parts.port.map { "\(host):\($0)" } ?? host, path: path,
      query: parts.percentEncodedQuery)
  }

  /// Whether a host is a name, an IPv4 address or a bracketed IPv6 address, with nothing escaped.
  private static func isPlain(host: String) -> Bool {
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    let name = isBracketed ? host.dropFirst().dropLast() : host[...]
    return name.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) || $0 == UInt8(ascii: ".")
        || (isBracketed ? $0 == UInt8(ascii: ":") : $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_"))
    }
  }

  /// The host without its port.
  var host: String {
    guard !authority.hasSuffix("]"), let colon = authority.lastIndex(of: ":") else { return authority }
    return String(authority[..<colon])
  }

  /// The port, or the scheme's own.
  var port: Int {
    let text = authority.dropFirst(host.count + 1)
    return Int(text) ?? (scheme == "https" ? 443 : 80)
  }

  /// The URL as text.
  public var text: String { "\(scheme)://\(authority)\(path)" + (query.map { "?\($0)" } ?? "") }

  /// Whether the host is this machine itself: `localhost`, 127.0.0.0/8 or ::1.
  var isLoopback: Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
  }

  /// The URL of something below this one.
  func appending(_ path: String, query: String? = nil) -> ServiceURL {
    ServiceURL(scheme: scheme, authority: authority, path: self.path + path, query: query)
  }

  /// This URL with another query.
  func with(query: String?) -> ServiceURL {
    ServiceURL(scheme: scheme, authority: authority, path: path, query: query)
  }
}

extension ChunkError {
  /// A URL to which the token may not go.
  static func urlRefused(_ message: String, _ remedy: String) -> ChunkError {
    ChunkError(.urlRefused, message, remedy: remedy)
  }
}
