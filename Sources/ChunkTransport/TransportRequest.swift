public import HTTPTypes

/// A request for a ``Transport``: head, body, and the limits under which to send it.
public struct TransportRequest: Sendable {
  /// Method, scheme (`https` or `http`), authority, path with query, and header fields.
  ///
  /// `Content-Length` and `Host` come from the body and the authority; they may not be given here.
  public var head: HTTPRequest

  /// The body; ``RequestBody/none`` by default.
  public var body: RequestBody

  /// How long each phase may take.
  public var limits: TransportLimits

  /// At most so many bytes of the body go out in a second, as a mean over some seconds; `nil`, the
  /// default, for as many as the network takes.
  public var maximumBytesPerSecond: Int64?

  /// How many bytes of response body are accepted; the send fails beyond that. 16 MiB by default.
  public var maximumResponseBytes: Int

  /// Whether it does no harm if the server carries it out twice
  /// ([RFC 9110, 9.2.2](https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2)): by its method, unless more is
  /// known of it. Any other request goes over a new connection, since one that the server has just closed would
  /// leave its outcome unknown.
  public var isIdempotent: Bool

  /// Told how many bytes of the body have been handed to the network since this send began.
  ///
  /// Called on a thread of the transport, some times a second, while the body goes out: it must
  /// return quickly. The number falls back to 0 if the transport had to begin again on another
  /// connection.
  public var onBytesSent: (@Sendable (Int64) -> Void)?

  /// A request.
  public init(
    head: HTTPRequest,
    body: RequestBody = .none,
    limits: TransportLimits = TransportLimits(),
    maximumBytesPerSecond: Int64? = nil,
    maximumResponseBytes: Int = 16 << 20,
    isIdempotent: Bool? = nil,
    onBytesSent: (@Sendable (Int64) -> Void)? = nil
  ) {
    self.head = head
    self.body = body
    self.limits = limits
    self.maximumBytesPerSecond = maximumBytesPerSecond
    self.maximumResponseBytes = maximumResponseBytes
    self.isIdempotent = isIdempotent ?? (head.method != .post && head.method != .patch)
    self.onBytesSent = onBytesSent
  }
}
