/// How long each phase of a request may take. When a limit passes, the send fails; nothing waits for
/// ever.
///
/// There is no limit on the whole by default: a big part on a slow line is fine while its bytes move.
public struct TransportLimits: Sendable, Hashable {
  /// Name look-up, connecting and the TLS handshake together. 30 seconds by default.
  public var connect: Duration

  /// Bytes of the body remain and none has left for so long. 30 seconds by default.
  public var sendStall: Duration

  /// The whole request is out and no byte of the answer has come. 120 seconds by default: the service
  /// checks a part's digest and stores it before it answers.
  public var answer: Duration

  /// A response has begun and no further byte has come for so long. 30 seconds by default.
  public var receiveStall: Duration

  /// The whole request, however well it goes; `nil`, the default, for no such limit. For requests
  /// that somebody is waiting for, such as the abort of a session after Ctrl-C.
  public var total: Duration?

  /// Limits, each with its default.
  public init(
    connect: Duration = .seconds(30),
    sendStall: Duration = .seconds(30),
    answer: Duration = .seconds(120),
    receiveStall: Duration = .seconds(30),
    total: Duration? = nil
  ) {
    self.connect = connect
    self.sendStall = sendStall
    self.answer = answer
    self.receiveStall = receiveStall
    self.total = total
  }
}
