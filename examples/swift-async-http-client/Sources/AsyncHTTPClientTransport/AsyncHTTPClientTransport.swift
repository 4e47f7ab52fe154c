public import AsyncHTTPClient
public import ChunkTransport
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// A ``Transport`` over async-http-client: HTTP/1.1 on pooled connections, TLS 1.2 or newer.
///
/// It cannot hold a body to a rate, send a field's value that is not UTF-8, or a path that Foundation would
/// change: those are refused with ``TransportError/Reason/unsupported``.
public final class AsyncHTTPClientTransport: Transport {
  private let client: HTTPClient

  /// A transport with a client of its own, which ``close()`` ends.
  ///
  /// - Parameter certificateAuthorityFile: Trusted certificates in PEM form, instead of the system's.
  public init(certificateAuthorityFile: String? = nil) {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.minimumTLSVersion = .tlsv12
    if let file = certificateAuthorityFile { tls.trustRoots = .file(file) }
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls,
      // A token does not travel on its own: a redirect is an answer.
      redirectConfiguration: .disallow,
      // Limits are kept by each request; the pool's own is there for what is left of it.
      timeout: .init(connect: .minutes(10)))
    configuration.httpVersion = .http1Only
    // A connection that is refused is news for the engine, which decides whether to try again.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// Sends a request and returns the whole response.
  ///
  /// - Throws: ``TransportError``.
  public func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
    try request.validate()
    if Task.isCancelled {
      throw TransportError(
        .cancelled, outcome: .neverSent, message: "the task was cancelled before the request")
    }
    let exchange = Exchange(request)
    let httpRequest = try request.httpClientRequest(body: exchange.body)
    let task = client.execute(request: httpRequest, delegate: exchange)
    exchange.watch(task)
    let result: Result<TransportResponse, TransportError> = await withTaskCancellationHandler {
      do {
        return .success(try await task.futureResult.get())
      } catch {
        return .failure(exchange.failure(for: error))
      }
    } onCancel: {
      exchange.end(task, .cancelled, "the task was cancelled")
    }
    return try result.get()
  }

  /// Ends the client; requests in flight fail with ``TransportError/Reason/closed``.
  public func close() async throws { try await client.shutdown() }
}
