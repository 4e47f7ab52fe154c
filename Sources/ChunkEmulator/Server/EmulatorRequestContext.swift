internal import Hummingbird
internal import NIOCore

/// What a handler knows beside the request: the connection itself, because a fault may have to break it.
struct EmulatorRequestContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let connection: Connection

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    connection = Connection(channel: source.channel)
  }
}
