public import ChunkTransport

/// Settings of a ``URLSessionTransport`` that hold for all its requests.
public struct URLSessionOptions: Sendable, Hashable {
  /// A file of trusted certificates in PEM form, instead of the system's; for a server with a certificate of a
  /// private authority. Names and dates are checked all the same. Apple systems only.
  public var certificateAuthorityFile: String?

  /// A proxy for https; what goes over http takes none. Apple systems only, and `http` or `socks5`. Without one the
  /// system's settings count, on Linux the environment's (see ``URLSessionTransport``).
  public var proxy: ProxyServer?

  /// The `User-Agent` header field.
  public var userAgent: String

  /// Settings, each with its default.
  public init(
    certificateAuthorityFile: String? = nil, proxy: ProxyServer? = nil, userAgent: String = "libchunk"
  ) {
    self.certificateAuthorityFile = certificateAuthorityFile
    self.proxy = proxy
    self.userAgent = userAgent
  }

  /// Refuses what cannot be sent, and what this system's URLSession would ignore.
  func validate() throws(TransportError) {
    guard userAgent.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
      throw .invalidRequest("the user agent holds a control character")
    }
    #if canImport(FoundationNetworking)
      if certificateAuthorityFile != nil {
        throw .unsupported(
          "URLSession on this system trusts the system's certificates only; add the authority's to them "
            + "(as with update-ca-certificates), or use the libcurl transport")
      }
      if let proxy {
        throw .unsupported(
          "URLSession on this system takes no proxy, so not \(proxy) either; use the libcurl transport")
      }
    #else
      if let proxy, proxy.scheme == .https {
        throw .unsupported("URLSession reaches no proxy over TLS, so not \(proxy); use one of http or socks5")
      }
    #endif
  }
}

extension TransportError {
  /// What URLSession does not do here.
  static func unsupported(_ message: String) -> TransportError {
    TransportError(.unsupported, outcome: .neverSent, message: message)
  }
}
