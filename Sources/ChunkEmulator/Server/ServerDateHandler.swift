internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Writes the time of a clock that is wrong into `Date` (RFC 9110, section 6.6.1), where Hummingbird has
/// put the true time.
final class ServerDateHandler: ChannelOutboundHandler, RemovableChannelHandler, Sendable {
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let clock: ServerClock

  init(_ clock: ServerClock) { self.clock = clock }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .head(var head) = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
    head.headerFields[.date] = HTTPDate.text(clock.now)
    context.write(wrapOutboundOut(.head(head)), promise: promise)
  }
}
