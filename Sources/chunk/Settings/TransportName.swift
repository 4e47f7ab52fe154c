import ArgumentParser
import ChunkCore
import ChunkTransport
import ChunkTransportCurl
import ChunkTransportURLSession

/// The transports that the program has.
enum TransportName: String, ExpressibleByArgument, CaseIterable, Sendable {
  case curl
  case urlsession

  /// Makes the transport.
  ///
  /// - Throws: ``ChunkError`` if it cannot be made, or cannot do what a setting wants.
  func make(certificates: String?, proxy: ProxyServer?) throws(ChunkError) -> any Transport {
    let userAgent = "chunk/\(Version.current)"
    do throws(TransportError) {
      switch self {
      case .curl:
        return try CurlTransport(
          options: CurlOptions(certificateAuthorityFile: certificates, proxy: proxy, userAgent: userAgent))
      case .urlsession:
        return try URLSessionTransport(
          options: URLSessionOptions(
            certificateAuthorityFile: certificates, proxy: proxy, userAgent: userAgent))
      }
    } catch {
      guard self == .urlsession else {
        throw ChunkError(.internal, "\(error)", remedy: "Check the installation of libcurl", cause: error)
      }
      throw ChunkError(
        .invalidArgument, error.message, remedy: "Use --transport curl, which can do it", cause: error)
    }
  }

  /// Refuses a limit of rate that the transport would refuse for each part.
  ///
  /// - Throws: ``ChunkError`` that says so.
  func check(hasRate: Bool) throws(ChunkError) {
    guard self == .urlsession, hasRate else { return }
    throw ChunkError(
      .invalidArgument, "The transport urlsession cannot hold the bytes to a rate",
      remedy: "Leave out --limit-rate, or use --transport curl, which can do it")
  }
}
