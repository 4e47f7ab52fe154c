#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import Hummingbird
internal import HummingbirdCore
internal import HummingbirdTLS
internal import Logging
internal import NIOCore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Binds the socket and runs the HTTP server.
enum Listener {
  /// A server that takes connections.
  struct Running: Sendable {
    let port: Int
    private let socket: any Channel
    private let pending: PendingConnections
    /// Ends with the server.
    let task: Task<Void, any Error>

    fileprivate init(_ socket: any Channel, _ pending: PendingConnections, _ task: Task<Void, any Error>) {
      port = socket.localAddress?.port ?? 0
      self.socket = socket
      self.pending = pending
      self.task = task
    }

    /// Ends the server and its connections.
    ///
    /// First no more are taken, and those that were are given the time to be begun.
    func stop() async {
      try? await socket.close()
      await pending.areBegun()
      task.cancel()
      _ = await task.result
    }
  }

  /// Starts the server, and waits until connections are taken.
  static func start(
    _ responder: EmulatorResponder, configuration: EmulatorConfiguration, logger: Logger?
  ) async throws -> Running {
    let (sockets, announcement) = AsyncThrowingStream<any Channel, any Error>.makeStream()
    let pending = PendingConnections()
    let application = Application(
      responder: responder, server: try makeServer(configuration, pending),
      configuration: ApplicationConfiguration(
        address: .hostname("127.0.0.1", port: configuration.port), serverName: "chunk-emulator"),
      onServerRunning: { channel in announcement.yield(channel) },
      logger: makeLogger(logger))
    let server = Task {
      do {
        try await application.run()
        announcement.finish()
      } catch {
        announcement.finish(throwing: explained(error, port: configuration.port))
        throw error
      }
    }
    for try await socket in sockets { return Running(socket, pending, server) }
    throw StoreError(description: "the server ended before it took connections")
  }

  /// Hummingbird reports as an error that it was stopped; whoever stopped it need not read that.
  private static func makeLogger(_ logger: Logger?) -> Logger {
    var logger = logger ?? Logger(label: "chunk-emulator") { _ in SwiftLogNoOpLogHandler() }
    if logger.logLevel > .debug { logger.logLevel = .critical }
    return logger
  }

  /// The system's reasons for a port that cannot be had, with what to do.
  private static func explained(_ error: any Error, port: Int) -> any Error {
    guard let code = (error as? IOError)?.errnoCode else { return error }
    let remedy =
      switch code {
      case EADDRINUSE: "is taken by another program; stop that, or choose another --port (0 takes a free one)"
      case EACCES: "needs a privileged user; choose a --port from 1024 on (0 takes a free one)"
      default: "cannot be listened on: \(String(cString: strerror(code)))"
      }
    return StoreError(description: "port \(port) of 127.0.0.1 \(remedy)")
  }

  private static func makeServer(
    _ configuration: EmulatorConfiguration, _ pending: PendingConnections
  ) throws -> HTTPServerBuilder {
    let clock = configuration.clock
    guard let tls = configuration.tls else {
      return HTTPServerBuilder { responder in
        CountedChannel(
          pending: pending, base: MarkedChannel(mark: PipelineMark.wire, base: makeHTTP(responder, clock)))
      }
    }
    let tlsConfiguration = try tls.configuration()
    return HTTPServerBuilder { responder in
      do {
        let https = try TLSChannel(
          makeHTTP(responder, clock),
          configuration: TLSChannelConfiguration(tlsConfiguration: tlsConfiguration))
        return CountedChannel(pending: pending, base: MarkedChannel(mark: PipelineMark.wire, base: https))
      } catch {
        throw tls.mismatch
      }
    }
  }

  private static func makeHTTP(
    _ responder: @escaping HTTPChannelHandler.Responder, _ clock: ServerClock
  ) -> MarkedChannel<HTTP1Channel> {
    let http = HTTP1Channel(
      responder: responder, configuration: .init(additionalChannelHandlers: makeHandlers(clock)))
    return MarkedChannel(mark: PipelineMark.plaintext, base: http)
  }
  @Sendable private static func makeHandlers(_ clock: ServerClock) -> [any RemovableChannelHandler] {
    [ExpectContinueHandler()] + (clock.offset == 0 ? [] : [ServerDateHandler(clock)])
  }
}
