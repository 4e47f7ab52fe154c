internal import ChunkTransport
internal import Foundation

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// Where requests get their sessions from: each has one of its own on Linux, all share two on Apple systems.
final class SessionSource: Sendable {
  private let challenges: Challenges

  #if canImport(FoundationNetworking)
    init(options: URLSessionOptions) throws(TransportError) { challenges = Challenges() }

    /// Makes a task that is not running yet.
    func task(for request: URLRequest, body: Data?, _ transfer: Transfer) -> RunningTask {
      let session = OpenSession(
        configuration: Self.configuration(), challenges: challenges, servesOneTask: true)
      return session.task(for: request, body: body, transfer)
    }

    func close() {}
  #else
    /// For https, with a proxy if one is set.
    private let secure: OpenSession
    /// For http, which is for loopback: no proxy is to read it.
    private let plain: OpenSession
    private let options: URLSessionOptions

    init(options: URLSessionOptions) throws(TransportError) {
      self.options = options
      challenges = try Challenges(options: options)
      secure = OpenSession(
        configuration: Self.configuration(isSecure: true, options), challenges: challenges,
        servesOneTask: false)
      plain = OpenSession(
        configuration: Self.configuration(isSecure: false, options), challenges: challenges,
        servesOneTask: false)
    }

    /// Makes a task that is not running yet.
    func task(for request: URLRequest, body: Data?, _ transfer: Transfer) -> RunningTask {
      let isSecure = request.url?.scheme == "https"
      guard transfer.request.isIdempotent else {
        // On a connection that the server has just closed, its outcome would be unknown.
        let session = OpenSession(
          configuration: Self.configuration(isSecure: isSecure, options), challenges: challenges,
          servesOneTask: true)
        return session.task(for: request, body: body, transfer)
      }
      return (isSecure ? secure : plain).task(for: request, body: body, transfer)
    }

    func close() {
      secure.close()
      plain.close()
    }

    private static func configuration(isSecure: Bool, _ options: URLSessionOptions) -> URLSessionConfiguration
    {
      let configuration = configuration()
      if !isSecure {
        configuration.connectionProxyDictionary = [:]
      } else if let proxy = options.proxy {
        configuration.connectionProxyDictionary = proxy.dictionary
      }
      return configuration
    }
  #endif

  /// Nothing is remembered from one request to the next, and no limit of the session's own is met.
  private static func configuration() -> URLSessionConfiguration {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.urlCache = nil
    configuration.urlCredentialStorage = nil
    configuration.httpCookieStorage = nil
    configuration.httpCookieAcceptPolicy = .never
    configuration.httpShouldSetCookies = false
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    configuration.httpMaximumConnectionsPerHost = 64
    configuration.timeoutIntervalForRequest = RunningTask.noTimeout
    configuration.timeoutIntervalForResource = RunningTask.noTimeout
    #if canImport(Darwin)
      configuration.tlsMinimumSupportedProtocolVersion = .TLSv12
      configuration.waitsForConnectivity = false
    #endif
    return configuration
  }
}
