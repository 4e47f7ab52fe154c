import ChunkCore
import ChunkTransport
import Logging

extension ServiceOptions {
  /// The manager that these settings describe.
  ///
  /// - Parameters:
  ///   - isQuiet: Whether warnings are left out.
  ///   - write: Takes these warnings, and the lines of the log.
  /// - Throws: ``ChunkError`` if a setting is wrong or there are no credentials.
  func manager(isQuiet: Bool, write: @escaping @Sendable (String) -> Void) throws -> ChunkedUploadsManager {
    let service = try tokenService(isQuiet: isQuiet, write: write)
    guard let source = credentials.set.first else { throw CredentialSource.missing }
    return ChunkedUploadsManager(
      transport: service.transport, tokens: try source.tokens(from: service), endpoints: service.endpoints,
      asUser: credentials.user, limits: service.limits, logger: service.logger)
  }

  /// The token endpoint that these settings describe, with the transport and the log that a manager shares with it.
  ///
  /// - Throws: ``ChunkError`` if a setting is wrong.
  func tokenService(
    isQuiet: Bool, authorize: EndpointSetting? = nil, write: @escaping @Sendable (String) -> Void
  ) throws -> TokenService {
    let endpoints = try endpoints(authorize: authorize)
    // First: another program may have to do it, and would say everything again.
    let transport = try transport()
    if !isQuiet, let warning = EndpointSetting.warning(base: base, upload: upload) { write(warning) }
    var logger = Logger(label: "chunk", factory: { _ in LineLogHandler(write: write) })
    // What matters of a warning is in the error as well, if it comes to one.
    logger.logLevel = verbose ? .debug : isQuiet ? .error : .warning
    return TokenService(
      transport: transport, endpoints: endpoints, limits: try network.limits(), logger: logger)
  }

  private func transport() throws -> any Transport {
    let caFile = Environment.value(caFile, "CHUNK_CA_FILE")
    if let caFile, (try? OpenFile(path: caFile)) == nil {
      throw ChunkError(
        .invalidArgument, "The certificate file '\(caFile)' cannot be read",
        remedy: "Check its path and its permissions")
    }
    return try network.name().make(certificates: caFile, proxy: network.proxyServer())
  }
}
