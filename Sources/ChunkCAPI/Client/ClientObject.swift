internal import ChunkCore
internal import ChunkTransportCurl

/// A client that a program has a handle of.
///
/// `@unchecked Sendable`: as its superclass says.
final class ClientObject: HandleObject, @unchecked Sendable {
  let settings: Settings
  let threads: EngineThreads
  let tokens: ClientTokens
  /// What the client's uploads share, unless an operation has its own.
  let budget: UploadBudget
  private let transport: CurlTransport
  private let endpoints: ServiceEndpoints

  /// - Throws: ``ChunkError`` if the settings do not fit together, or the system has no thread.
  init(_ settings: Settings) throws(ChunkError) {
    self.settings = settings
    _ = try settings.attributes()
    endpoints = try settings.endpoints()
    budget = settings.budget ?? UploadBudget()
    let options = try settings.transport()
    do {
      transport = try CurlTransport(options: options)
    } catch {
      throw ChunkError(
        error.reason == .invalidRequest ? .invalidArgument : .internal,
        "The transport could not be set up: \(error)",
        remedy: "Check the options \"ca_file\" and \"user_agent\", and the installation of libcurl",
        cause: error)
    }
    threads = try EngineThreads()
    tokens = try ClientTokens(
      settings,
      TokenService(transport: transport, endpoints: endpoints, limits: settings.limits, threads: threads))
  }

  /// The manager of one operation, which gets its tokens by way of the operation.
  ///
  /// - Parameter settings: The client's, with what is set for the operation.
  func manager(_ mailbox: Mailbox, _ settings: Settings) -> ChunkedUploadsManager {
    ChunkedUploadsManager(
      transport: transport, tokens: tokens.provider(mailbox), endpoints: endpoints,
      asUser: settings.texts["as_user"], limits: settings.limits, threads: threads)
  }
}
