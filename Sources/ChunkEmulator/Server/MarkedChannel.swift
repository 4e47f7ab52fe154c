internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// Where a handler that does nothing marks a place in a connection's pipeline, so that bytes can be
/// sent, or the connection ended, from that place on outwards.
enum PipelineMark {
  /// Beside the socket, outside of TLS.
  static let wire = "wire"
  /// Between TLS, if there is any, and HTTP.
  static let plaintext = "plaintext"
}

/// A child channel with a mark at its outer end.
struct MarkedChannel<Base: ServerChildChannel>: ServerChildChannel {
  let mark: String
  let base: Base

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
    channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.addHandler(MarkHandler(), name: mark)
    }
    .flatMap { base.setup(channel: channel, logger: logger) }
  }

  func handle(value: Base.Value, logger: Logger) async {
    await base.handle(value: value, logger: logger)
  }
}

/// Passes everything on; it is there for its place and name.
private final class MarkHandler: ChannelDuplexHandler, Sendable {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
}
