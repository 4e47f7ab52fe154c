internal import ChunkCore
internal import ChunkTransportCurl

/// A client that a program has a handle of.
///
/// `@unchecked Sendable`: as its superclass says.
final class ClientObject: HandleObject, @unchecked Sendable {
  let settings: Settings
  let threads: EngineThreads
  let tokens: TokenCache
  /// What the client's uploads share, unless an operation has its own.
  let budget: UploadBudget
  private let transport: CurlTransport
  private let endpoints: ServiceEndpoints

  /// - Throws: ``ChunkError`` if the settings do not fit together, or the system has no thread.
  init(_ settings: Settings) throws(ChunkError) {
    self.settings = settings
    _ = try settings.attributes()
    endpoints = try settings.endpoints()
    let token = settings.texts["access_token"]
    tokens = TokenCache(token: try token.map(Self.token), asks: settings.token != nil)
    guard token != nil || settings.token != nil else {
      throw ChunkError(
        .tokenUnavailable, "The client has no access token",
        remedy: "Set the option \"access_token\", or a token function")
    }
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
  }

  /// The manager of one operation, which gets its tokens by way of the operation.
  func manager(_ mailbox: Mailbox) -> ChunkedUploadsManager {
    ChunkedUploadsManager(
      transport: transport, tokens: OperationTokens(cache: tokens, mailbox: mailbox), endpoints: endpoints,
      limits: settings.limits, threads: threads)
  }

  private static func token(_ text: String) throws(ChunkError) -> BearerToken { try BearerToken(text) }
}
