public import ChunkTransport
public import Logging

/// Box's chunked uploads: upload sessions for files of 20,000,000 bytes and more
/// ([guide](https://developer.box.com/guides/uploads/chunked/)).
///
/// ``uploadBigFile(file:fileName:fileSize:parentFolderId:options:)`` does it all. The other operations
/// are its steps, one request each, for programs that want to take them on their own.
///
/// A manager is a value; copies share the transport and the token provider. It can be used from any
/// number of tasks at once.
public struct ChunkedUploadsManager: Sendable {
  var client: ServiceClient
  let endpoints: ServiceEndpoints
  let policy: URLPolicy
  let time: TimeSource
  let runner: TaskRunner
  let logger: Logger

  /// A manager.
  ///
  /// - Parameters:
  ///   - transport: What sends the requests.
  ///   - tokens: Where access tokens come from.
  ///   - endpoints: Where the service is; the real one by default.
  ///   - asUser: The id of a user to act for, with every request (`As-User`); the token's own user by default. An upload
  ///     that goes on has to be the same user's.
  ///   - limits: How long each phase of a request may take.
  ///   - clock: What waits are measured with; tests bring one that does not wait.
  ///   - threads: Threads of their own for uploads that are started and for all waits; `nil`, the default, for
  ///     Swift's shared pool. Tasks that call an operation run where they are.
  ///   - logger: Where to log. Nothing is logged above the debug level but what needs a look. No
  ///     token and no session's URL is ever logged.
  public init(
    transport: any Transport,
    tokens: any TokenProvider,
    endpoints: ServiceEndpoints = .box,
    asUser: String? = nil,
    limits: TransportLimits = TransportLimits(),
    clock: some Clock<Duration> = ContinuousClock(),
    threads: EngineThreads? = nil,
    logger: Logger = Logger(label: "libchunk", factory: { _ in SwiftLogNoOpLogHandler() })
  ) {
    client = ServiceClient(
      transport: transport, tokens: tokens, asUser: asUser, limits: limits, logger: logger)
    self.endpoints = endpoints
    policy = URLPolicy(endpoints: endpoints)
    time = TimeSource(clock, threads: threads)
    runner = TaskRunner(threads: threads)
    self.logger = logger
  }

  /// A manager with tokens of its own, got with a grant over the same transport and renewed in time.
  ///
  /// ```swift
  /// let app = try ClientCredentials(clientId: id, clientSecret: secret, subject: .enterprise("1234"))
  /// let uploads = ChunkedUploadsManager(transport: transport, grant: app)
  /// ```
  ///
  /// Managers that share their tokens are made with one ``IssuedTokens``.
  ///
  /// - Parameters:
  ///   - transport: What sends the requests, those for tokens too.
  ///   - grant: What tokens are got with: ``ClientCredentials``, ``JWTCredentials``, ``OAuth2Login``, ``DownscopedTokens``.
  ///   - endpoints: Where the service is; the real one by default.
  ///   - asUser: The id of a user to act for, with every request (`As-User`); the token's own user by default.
  ///   - limits: How long each phase of a request may take.
  ///   - clock: What waits and lifetimes are measured with; tests bring one that does not wait.
  ///   - threads: Threads of their own for uploads, requests for tokens, and all waits; `nil`, the default, for
  ///     Swift's shared pool.
  ///   - logger: Where to log; no token, no secret and no session's URL is ever logged.
  public init(
    transport: any Transport,
    grant: any TokenGrant,
    endpoints: ServiceEndpoints = .box,
    asUser: String? = nil,
    limits: TransportLimits = TransportLimits(),
    clock: some Clock<Duration> = ContinuousClock(),
    threads: EngineThreads? = nil,
    logger: Logger = Logger(label: "libchunk", factory: { _ in SwiftLogNoOpLogHandler() })
  ) {
    let service = TokenService(
      transport: transport, endpoints: endpoints, limits: limits, clock: clock, threads: threads,
      logger: logger)
    self.init(
      transport: transport, tokens: IssuedTokens(grant, from: service), endpoints: endpoints, asUser: asUser,
      limits: limits, clock: clock, threads: threads, logger: logger)
  }

  /// The URL of a session by its id.
  func sessionURL(_ uploadSessionId: String, _ rest: String = "") throws(ChunkError) -> ServiceURL {
    try ArgumentChecks.id(uploadSessionId, of: "upload session")
    return endpoints.upload.appending("/2.0/files/upload_sessions/\(uploadSessionId)\(rest)")
  }
}
