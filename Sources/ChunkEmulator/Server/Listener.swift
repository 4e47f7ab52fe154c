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

/// Binds the socket and runs the HTTP server.
enum Listener {
  /// Starts the server; the task ends with it.
  ///
  /// - Returns: the port, once connections are taken.
  static func start(
    _ responder: EmulatorResponder, configuration: EmulatorConfiguration, logger: Logger?
  ) async throws -> (port: Int, server: Task<Void, any Error>) {
    let (ports, announcement) = AsyncThrowingStream<Int, any Error>.makeStream()
    let application = Application(
      responder: responder, server: try makeServer(configuration.tls),
      configuration: ApplicationConfiguration(
        address: .hostname("127.0.0.1", port: configuration.port), serverName: "chunk-emulator"),
      onServerRunning: { channel in announcement.yield(channel.localAddress?.port ?? 0) },
      logger: makeLogger(logger))
    let server = Task {
      do {
        try await application.run()
        announcement.finish()
      } catch {
        announcement.finish(throwing: error)
        throw error
      }
    }
    for try await port in ports { return (port, server) }
    throw StoreError(description: "the server ended before it took connections")
  }

  /// Hummingbird reports as an error that it was stopped; whoever stopped it need not read that.
  private static func makeLogger(_ logger: Logger?) -> Logger {
    var logger = logger ?? Logger(label: "chunk-emulator") { _ in SwiftLogNoOpLogHandler() }
    if logger.logLevel > .debug { logger.logLevel = .critical }
    return logger
  }

  private static func makeServer(_ tls: TLSFiles?) throws -> HTTPServerBuilder {
    guard let tls else {
      return HTTPServerBuilder { responder in
        MarkedChannel(mark: PipelineMark.wire, base: makeHTTP(responder))
      }
    }
    let tlsConfiguration = TLSConfiguration.makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMFile(tls.certificatePath).map { .certificate($0) },
      privateKey: .privateKey(try NIOSSLPrivateKey(file: tls.keyPath, format: .pem)))
    return HTTPServerBuilder { responder in
      MarkedChannel(
        mark: PipelineMark.wire,
        base: try TLSChannel(
          makeHTTP(responder), configuration: TLSChannelConfiguration(tlsConfiguration: tlsConfiguration)))
    }
  }

  private static func makeHTTP(_ responder: @escaping HTTPChannelHandler.Responder) -> MarkedChannel<
    HTTP1Channel
  > {
    let http = HTTP1Channel(
      responder: responder, configuration: .init(additionalChannelHandlers: [ExpectContinueHandler()]))
    return MarkedChannel(mark: PipelineMark.plaintext, base: http)
  }
}
