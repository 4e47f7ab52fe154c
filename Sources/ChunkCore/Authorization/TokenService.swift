internal import ChunkModels
public import ChunkTransport
internal import HTTPTypes
public import Logging

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The service's token endpoint: where tokens are issued and revoked
/// ([reference](https://developer.box.com/reference/post-oauth2-token/)).
///
/// Requests go through a transport as all others do, to the URLs of ``ServiceEndpoints``, and are never redirected. Nothing
/// that is sent or received here is logged or quoted.
public struct TokenService: Sendable {
  /// Where the service is.
  public let endpoints: ServiceEndpoints
  package let transport: any Transport
  package let limits: TransportLimits
  let retries: RetryPolicy
  let time: TimeSource
  /// The system's clock, whatever ``time`` is.
  let systemTime: TimeSource
  let runner: TaskRunner
  package let logger: Logger
  /// The system's clock, which tests set wrong.
  var wallClock: @Sendable () -> Date = { Date() }

  /// An answer with a token has some hundred bytes.
  private static let largestAnswer = 1 << 20

  /// The token endpoint, over a transport.
  ///
  /// - Parameters:
  ///   - transport: What sends the requests.
  ///   - endpoints: Where the service is; the real one by default.
  ///   - limits: How long each phase of a request may take.
  ///   - retries: How often a request is sent. By default three times, after short waits: an upload that needs
  ///     a token has patience of its own.
  ///   - clock: What waits and lifetimes are measured with; tests bring one that does not wait.
  ///   - threads: Threads of their own for requests and waits; `nil`, the default, for Swift's shared pool.
  ///   - logger: Where to log; names of operations, statuses and request ids, and no secret.
  public init(
    transport: any Transport, endpoints: ServiceEndpoints = .box, limits: TransportLimits = TransportLimits(),
    retries: RetryPolicy = RetryPolicy(
      maximumAttempts: 3, maximumDelay: .seconds(5), maximumRetryAfter: .seconds(10)),
    clock: some Clock<Duration> = ContinuousClock(), threads: EngineThreads? = nil,
    logger: Logger = Logger(label: "libchunk", factory: { _ in SwiftLogNoOpLogHandler() })
  ) {
    self.transport = transport
    self.endpoints = endpoints
    self.limits = limits
    self.retries = retries
    time = TimeSource(clock, threads: threads)
    systemTime = TimeSource(ContinuousClock(), threads: threads)
    runner = TaskRunner(threads: threads)
    self.logger = logger
  }

  /// Asks for a token, again after failures that pass.
  ///
  /// - Throws: ``ChunkError``, of kind ``ChunkError/Kind/tokenUnavailable`` if there was no usable answer, and
  ///   ``ChunkError/Kind/credentialsRefused`` if there was a refusal.
  func token(_ request: TokenRequest) async throws(ChunkError) -> IssuedToken {
    do throws(TokenFailure) {
      return try await persistently { () async throws(TokenFailure) in try await ask(request) }
    } catch {
      throw error.error
    }
  }

  /// Does what asks for a token, again after failures that pass.
  func persistently<Value: Sendable>(
    _ ask: () async throws(TokenFailure) -> Value
  ) async throws(TokenFailure) -> Value {
    var attempt = 0
    while true {
      do throws(TokenFailure) {
        return try await ask()
      } catch {
        attempt += 1
        let pause = error.error.answer?.retryAfter
        guard error.error.isTemporary, attempt < retries.maximumAttempts,
          pause ?? .zero <= retries.maximumRetryAfter
        else { throw error }
        do throws(ChunkError) {
          try await time.sleep(for: retries.delay(afterAttempt: attempt, retryAfter: pause))
        } catch {
          throw TokenFailure(error)
        }
      }
    }
  }

  /// Asks for a token once.
  func ask(_ request: TokenRequest) async throws(TokenFailure) -> IssuedToken {
    let begin = time.now()
    let response = try await send(
      request.fields, to: endpoints.token, request.grant.action, request.secrets)
    guard response.head.status.code == 200 else {
      throw TokenFailure(response, of: request)
    }
    // By hand, since a type for it would cost libchunk.so more than it saves here.
    let answer = try? WireJSON.decode(JSONValue.self, from: response.body)
    guard let text = answer?["access_token"]?.stringValue, let token = try? BearerToken(text) else {
      throw TokenFailure(
        ChunkError(
          .tokenUnavailable, "\(request.grant.action) was answered with 200, but without a token",
          remedy: "Check the token URL: is it that of Box's token endpoint?", isTemporary: true),
        isOutcomeKnown: false)
    }
    let seconds = answer?["expires_in"]?.numberValue.flatMap { $0 > 0 ? min($0, 1e9) : nil }
    let lifetime = seconds.map { Duration.seconds($0) }
    return IssuedToken(
      token: token, lifetime: lifetime, remaining: lifetime.map { $0 - (time.now() - begin) },
      refreshToken: answer?["refresh_token"]?.stringValue)
  }

  /// Makes a token worthless: an access token, or a refresh token with the access token that belongs to it
  /// ([reference](https://developer.box.com/reference/post-oauth2-revoke/)). One that is worthless already is
  /// no failure.
  ///
  /// - Throws: ``ChunkError``. If it was not answered, the token may still be good.
  public func revoke(_ token: String, of application: OAuth2Application) async throws(ChunkError) {
    var request = TokenRequest(.refresh)
    request.add(application)
    request.add(secret: "token", token)
    let (fields, secrets) = (request.fields, request.secrets)
    do throws(TokenFailure) {
      try await persistently { () async throws(TokenFailure) in
        let response = try await send(fields, to: endpoints.revoke, "Revoking the token", secrets)
        guard response.head.status.kind == .successful else {
          throw TokenFailure(response, "Revoking the token", request.grant)
        }
      }
    } catch {
      throw error.error
    }
  }

  private func send(
    _ form: FormFields, to url: ServiceURL, _ action: String, _ secrets: [String]
  ) async throws(TokenFailure) -> TransportResponse {
    let head = HTTPRequest(
      method: .post, scheme: url.scheme, authority: url.authority, path: url.path.isEmpty ? "/" : url.path,
      headerFields: [.contentType: "application/x-www-form-urlencoded", .accept: "application/json"])
    do throws(TransportError) {
      var response = try await transport.send(
        TransportRequest(
          head: head, body: .bytes(Data(form.bytes)), limits: limits,
          maximumResponseBytes: Self.largestAnswer))
      // A good answer is never quoted, and may hold the same refresh token again.
      if response.head.status.kind != .successful { response = response.redacting(secrets) }
      logger.debug(
        "\(action)",
        metadata: [
          "status": "\(response.head.status.code)",
          "request-id": "\(response.head.headerFields[.boxRequestId] ?? "-")",
        ])
      return response
    } catch {
      logger.debug("\(action)", metadata: ["error": "\(error.reason.rawValue)"])
      throw TokenFailure(error, action)
    }
  }
}
