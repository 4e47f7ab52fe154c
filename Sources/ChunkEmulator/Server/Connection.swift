internal import NIOCore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The connection was ended on purpose; nothing more can be answered on it.
struct ConnectionEnded: Error {}

/// One client's connection, below HTTP: for the faults that HTTP has no words for.
struct Connection: Sendable {
  let channel: any Channel

  /// Ends the connection with a TCP reset, without a TLS goodbye.
  func reset() async {
    if let socket = channel as? any SocketOptionProvider {
      try? await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    }
    await onLoop { try $0.context(name: PipelineMark.wire).close(promise: nil) }
    try? await channel.closeFuture.get()
  }

  /// Ends the connection in an orderly way once everything written has left.
  func close() async {
    channel.close(promise: nil)
    try? await channel.closeFuture.get()
  }

  /// Closes the connection after a while, however much the client still sends.
  func close(after delay: TimeAmount) {
    let channel = channel
    channel.eventLoop.scheduleTask(in: delay) { channel.close(promise: nil) }
  }

  /// Sends bytes past the HTTP encoder, through TLS if there is any.
  func send(_ bytes: [UInt8]) async {
    let buffer = ByteBuffer(bytes: bytes)
    await onLoop {
      try $0.context(name: PipelineMark.plaintext).writeAndFlush(NIOAny(buffer), promise: nil)
    }
  }

  private func onLoop(
    _ body: @escaping @Sendable (ChannelPipeline.SynchronousOperations) throws -> Void
  ) async {
    let channel = channel
    try? await channel.eventLoop.submit { try body(channel.pipeline.syncOperations) }.get()
  }
}
