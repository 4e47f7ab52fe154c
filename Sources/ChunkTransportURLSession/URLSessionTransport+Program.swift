package import ChunkTransport

extension URLSessionTransport {
  /// Makes one as the command line's programs do.
  @Sendable package static func forProgram(
    certificates: String?, proxy: ProxyServer?, userAgent: String
  ) throws(TransportError) -> any Transport {
    try URLSessionTransport(
      options: URLSessionOptions(
        certificateAuthorityFile: certificates, proxy: proxy, userAgent: userAgent))
  }
}
