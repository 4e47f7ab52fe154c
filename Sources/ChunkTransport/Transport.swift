/// Sends one HTTP request and gives its response: the one method that a backend has to bring.
///
/// Everything else (retries, tokens, which hosts may be talked to, logging) is decided above, in
/// ChunkCore, so that two backends cannot differ in it. In return a backend promises:
///
/// - **The body is sent whole or the send fails.** `Content-Length` is
///   ``RequestBody/count``; a source that ends early or cannot be read is an error
///   (``TransportError/Reason/bodyUnreadable``), never a shorter body.
/// - **A body is sent once.** When the server may have read any of it, the send fails and is not
///   repeated: whoever sent it can ask first whether it has arrived.
/// - **Redirects are answers.** They are returned, not followed: a token must not travel on its own.
/// - **Every status is an answer.** A 404 or a 500 is returned; only a missing or broken response
///   throws.
/// - **Failures say what the server may know** (``TransportError/outcome``): whether the request
///   never left, may have been carried out, or was answered.
/// - **Nothing waits for ever.** Each limit of ``TransportLimits`` is kept.
/// - **Cancelling the task ends the send in under a second** in every phase (name look-up, connect,
///   body, answer), with reason ``TransportError/Reason/cancelled``.
/// - **Nothing is kept** from one send to the next but connections: no cookie, no cached answer, no
///   credential.
/// - **Invalid requests are refused** before anything is sent: see ``TransportRequest/validate()``. So is
///   what the backend cannot do here, with reason ``TransportError/Reason/unsupported``: it is not ignored.
///
/// `ChunkTransportTesting` has each of these as a check, and `docs/write-a-transport.md` is the guide.
public protocol Transport: Sendable {
  /// Sends a request and returns the whole response.
  ///
  /// - Parameter request: What to send. Its body can be sent again: the value is not used up.
  /// - Returns: The response, whatever its status, with its body in memory.
  /// - Throws: ``TransportError`` if there is no complete response.
  func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse
}
