public import ChunkTransport

/// A ``Transport`` over Foundation's URLSession: the default on Apple systems, and there for whoever asks for it on
/// Linux, where libcurl's is the better one.
///
/// A body is in memory as a whole while it goes out, ``maximumBodyBytes`` at most: URLSession takes files by
/// their name only, and sends what it is given as a stream without a length. A body that is a region of a file or a
/// function is read on a thread of its own first. Redirects are refused in the delegate. Limits are kept by a
/// thread of the transport's, as URLSession has one timeout for all phases.
///
/// **Refused, not ignored**, with ``TransportError/Reason/unsupported``: a limit of rate
/// (``TransportRequest/maximumBytesPerSecond``); a longer body; a `GET` with a body; paths with `.` or `..` as a
/// segment and header values that are not UTF-8, which would not arrive as they are.
///
/// **On Linux** (FoundationNetworking of Swift 6.3, which is a layer over libcurl without most of its settings):
///
/// - Each request has a session, and with it a connection, of its own: on one that was used before, libcurl
///   would send a body a second time by itself.
/// - ``URLSessionOptions/certificateAuthorityFile`` and ``URLSessionOptions/proxy`` are refused. So is a request
///   for which the environment names a proxy (`https_proxy`, `all_proxy`): what goes over http would pass it in
///   the clear, and for https a proxy's own answer is handed on as the server's. A SOCKS proxy in `https_proxy` or
///   `all_proxy` is used for https.
/// - Nothing says when there is a connection. With a body, ``TransportLimits/connect`` is the time to the body's
///   first byte. Without one, connecting and waiting for the answer have ``TransportLimits/connect`` and
///   ``TransportLimits/answer`` together, and a failure before the answer counts as
///   ``TransportError/Outcome/outcomeUnknown`` unless it is plainly one of connecting.
/// - Bytes count as sent when libcurl has taken them, which is up to 64 KiB early.
/// - A response with a header field that has no space behind its colon, or bytes that are not UTF-8, or whose
///   status line has no reason and no space for one, fails with ``TransportError/Reason/malformedResponse``. A
///   redirect without a usable `Location` loses its body. Fields of one name are put together into one.
/// - TLS 1.2 at least is what OpenSSL 3 has for a default; it cannot be asked for here.
/// - **It ends the process** when a server closes the connection inside a response's head
///   ([swift-corelibs-foundation 5285](https://github.com/swiftlang/swift-corelibs-foundation/issues/5285)), sends
///   trailer fields, or a `Content-Length` of 2^63 - 1; or, rarely, when a request is cancelled in the very moment
///   in which it is redirected or its connection is closed. Nothing that is built on it can help that. What is resumable goes on afterwards.
public final class URLSessionTransport: Transport {
  private let registry: TransferRegistry
  private let sessions: SessionSource
  private let options: URLSessionOptions

  /// The longest body that is sent, in bytes: 64 MiB, a bit more than the service's parts are long.
  public static let maximumBodyBytes: Int64 = 64 << 20

  /// A transport. Its thread starts with it and ends with ``close()`` or with its last user.
  ///
  /// - Throws: ``TransportError`` with reason ``TransportError/Reason/unsupported`` if an option cannot be
  ///   honoured on this system or no thread can be started, and with ``TransportError/Reason/invalidRequest`` if
  ///   an option is wrong, such as a certificate file that cannot be read.
  public init(options: URLSessionOptions = URLSessionOptions()) throws(TransportError) {
    try options.validate()
    self.options = options
    sessions = try SessionSource(options: options)
    registry = try TransferRegistry()
  }

  deinit {
    registry.stop(waits: false)
    sessions.close()
  }

  /// Sends a request and returns the whole response; see ``Transport/send(_:)``.
  ///
  /// - Throws: ``TransportError``.
  public func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
    try request.validate()
    let urlRequest = try request.urlRequest(options: options)
    let transfer = Transfer(request)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: Transfer.Continuation) in
        transfer.begin(continuation)
        if Task.isCancelled { return transfer.cancel() }
        guard registry.add(transfer) else { return transfer.fail(.closed, "the transport has been closed") }
        transfer.start { [sessions] body in sessions.task(for: urlRequest, body: body, transfer) }
      }
    } onCancel: {
      transfer.cancel()
    }
    registry.remove(transfer)
    return try result.get()
  }

  /// Ends the transport: requests in flight fail with ``TransportError/Reason/closed``, and its thread has ended
  /// when this returns. Connections end soon after. More calls do nothing.
  public func close() {
    registry.stop(waits: true)
    sessions.close()
  }
}
