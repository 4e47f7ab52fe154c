internal import CCurl
public import ChunkTransport

/// A ``Transport`` over libcurl: HTTP/1.1 on pooled connections, TLS 1.2 or newer.
///
/// One thread of its own runs all requests; callers only wait. Requests in flight at the same time
/// have a connection each. Proxies are taken from ``CurlOptions/proxy``, or from the environment as libcurl does
/// (`https_proxy`, `all_proxy`, `no_proxy`); for https only.
///
/// libcurl repeats a request by itself when a pooled connection turns out to be dead. Here it may do
/// so only for requests without a body: one with a body may have been carried out, and then fails
/// with ``TransportError/Outcome/outcomeUnknown``, so that whoever sent it can ask first. A `POST`
/// always goes over a new connection, which keeps that case rare where asking is hard.
public final class CurlTransport: Transport {
  private let loop: CurlLoop

  /// The libcurl that is in use, with its TLS library: `libcurl/7.88.1 OpenSSL/3.0.15 …`.
  public static var libraryVersion: String { curl_version().map { String(cString: $0) } ?? "libcurl" }

  /// A transport. Its thread starts with it and ends with ``close()`` or with its last user.
  ///
  /// - Throws: ``TransportError`` with reason ``TransportError/Reason/unsupported`` if libcurl cannot
  ///   be set up (no TLS, no memory, no thread), or ``TransportError/Reason/invalidRequest`` if an
  ///   option holds a control character.
  public init(options: CurlOptions = CurlOptions()) throws(TransportError) {
    try options.validate()
    loop = try CurlLoop(options: options)
  }

  deinit { loop.stop(waits: false) }

  /// Sends a request and returns the whole response; see ``Transport/send(_:)``.
  ///
  /// - Throws: ``TransportError``.
  public func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
    try request.validate()
    let transfer = CurlTransfer(request)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CurlLoop.Continuation) in
        if Task.isCancelled {
          return continuation.resume(returning: .failure(.cancelledBefore))
        }
        loop.submit(transfer, continuation)
        // A cancellation that came between the two found nothing to cancel.
        if Task.isCancelled { loop.cancel(transfer) }
      }
    } onCancel: {
      loop.cancel(transfer)
    }
    return try result.get()
  }

  /// Ends the transport: requests in flight fail with ``TransportError/Reason/closed``, connections
  /// are closed and the thread has ended when this returns. More calls do nothing, and do not wait for
  /// the first one; nor does a call from the transport's own thread (``TransportRequest/onBytesSent``).
  public func close() { loop.stop() }
}
