import ArgumentParser
import ChunkCore
import ChunkTransport
import ChunkTransportCurl

/// The transports that the program knows.
enum TransportName: String, ExpressibleByArgument, CaseIterable, Sendable {
  case curl
  case urlsession

  /// Makes the transport. If only a sister program has it, the process goes on as that program from its beginning.
  ///
  /// - Throws: ``ChunkError`` if it cannot be made, or cannot do what a setting wants.
  func make(certificates: String?, proxy: ProxyServer?) throws(ChunkError) -> any Transport {
    let userAgent = "chunk/\(Version.current)"
    switch self {
    case .curl:
      do throws(TransportError) {
        return try CurlTransport(
          options: CurlOptions(certificateAuthorityFile: certificates, proxy: proxy, userAgent: userAgent))
      } catch {
        throw ChunkError(.internal, "\(error)", remedy: "Check the installation of libcurl", cause: error)
      }
    case .urlsession:
      guard let make = TransportCatalog.current.urlSession else {
        throw SisterProgram(name: "chunk-urlsession").become()
      }
      do throws(TransportError) {
        return try make(certificates, proxy, userAgent)
      } catch {
        throw ChunkError(
          .invalidArgument, error.message, remedy: "Use --transport curl, which can do it", cause: error)
      }
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
