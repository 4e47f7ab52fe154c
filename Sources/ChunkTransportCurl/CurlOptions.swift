public import ChunkTransport

/// Settings of a ``CurlTransport`` that hold for all its requests.
public struct CurlOptions: Sendable, Hashable {
  /// A file of trusted certificates in PEM form, instead of the system's; for a server with a
  /// certificate of a private authority. Names and dates are checked all the same.
  public var certificateAuthorityFile: String?

  /// A proxy for https, instead of those that the environment names (`https_proxy`, `all_proxy`). Hosts in
  /// `no_proxy` are reached without it. What goes over http takes no proxy at all: it would read the token.
  /// The certificate of a proxy over TLS is checked as the server's is, with the same authorities.
  public var proxy: ProxyServer?

  /// The `User-Agent` header field.
  public var userAgent: String

  /// For how long an idle connection may be used again. 50 seconds by default: the service closes
  /// idle connections after a minute or so, and a request on a closed one is lost.
  public var maximumConnectionAge: Duration

  /// Settings, each with its default.
  public init(
    certificateAuthorityFile: String? = nil,
    proxy: ProxyServer? = nil,
    userAgent: String = "libchunk",
    maximumConnectionAge: Duration = .seconds(50)
  ) {
    self.certificateAuthorityFile = certificateAuthorityFile
    self.proxy = proxy
    self.userAgent = userAgent
    self.maximumConnectionAge = maximumConnectionAge
  }

  /// libcurl writes the user agent to the wire as it is, line breaks included, and C ends a path at a NUL.
  func validate() throws(TransportError) {
    guard userAgent.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
      throw .invalidRequest("the user agent holds a control character")
    }
    guard certificateAuthorityFile?.utf8.contains(0) != true else {
      throw .invalidRequest("the path of the certificate authority's file holds a NUL")
    }
  }
}
