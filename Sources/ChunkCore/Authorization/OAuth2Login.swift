internal import ChunkThreads

/// A user's login: tokens are renewed with the refresh token that a storage keeps
/// ([guide](https://developer.box.com/guides/authentication/tokens/refresh/)).
///
/// A refresh token is good for one use. It is used under the storage's lock, and only if nobody else has renewed the tokens
/// meanwhile; the new pair is saved before it is given to anybody. If saving fails, the pair is kept in memory and saved the next
/// time, since nothing else can bring it back.
public final class OAuth2Login: TokenGrant {
  private struct State {
    /// A pair that could not be saved, and the refresh token that it was got with.
    var unsaved: (login: StoredLogin, replacing: String)?
    /// A refresh token that was sent without an answer: the service may have used it up.
    var lost: String?
    /// A refresh token that the service has refused, and how: it is not sent again.
    var refused: (refreshToken: String, error: ChunkError)?
  }

  private let storage: any TokenStorage
  private let application: OAuth2Application?
  private let state = Mutex(State())

  /// A login.
  ///
  /// - Parameters:
  ///   - storage: Where the login is kept.
  ///   - application: The app that the user has logged in to; `nil` for the one that is stored with the login.
  public init(storage: any TokenStorage, application: OAuth2Application? = nil) {
    self.storage = storage
    self.application = application
  }

  /// The stored token, if it is good and not the one to be replaced; or else a new one.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/loginRequired`` if there is no login, or none that the service
  ///   takes; with kind ``ChunkError/Kind/tokenUnavailable`` if the storage or the service cannot be used for now.
  public func issue(
    replacing token: BearerToken?, by service: TokenService
  ) async throws(ChunkError) -> IssuedToken {
    try await asked(.lock)
    let result: Result<IssuedToken, ChunkError>
    do throws(ChunkError) {
      result = .success(try await issueLocked(replacing: token, by: service))
    } catch {
      result = .failure(error)
    }
    await storage.unlock()
    return try result.get()
  }

  private func issueLocked(
    replacing token: BearerToken?, by service: TokenService
  ) async throws(ChunkError) -> IssuedToken {
    guard var login = try await asked(.load) else {
      throw ChunkError(.loginRequired, "There is no login", remedy: "Log in first")
    }
    // What was issued and not saved replaces what it was got with, and no login that was made since.
    if let (unsaved, replaced) = state.withLock({ $0.unsaved }) {
      if login.refreshToken == replaced {
        try await asked(.save(unsaved))
        login = unsaved
      }
      state.withLock { $0.unsaved = nil }
    }
    if let issued = login.issued(insteadOf: token, now: service.wallClock()) { return issued }
    return try await renewed(login, by: service)
  }

  private func renewed(_ login: StoredLogin, by service: TokenService) async throws(ChunkError) -> IssuedToken
  {
    let application = try application(of: login, by: service)
    if let refused = state.withLock({ $0.refused }), refused.refreshToken == login.refreshToken {
      throw refused.error
    }
    let issued = try await refreshed(login, application, by: service)
    var next = login.with(issued, now: service.wallClock())
    next.tokenURL = service.endpoints.tokenURL
    let replaced = login.refreshToken
    state.withLock { [next] in $0.unsaved = (next, replaced) }
    try await asked(.save(next))
    state.withLock { $0.unsaved = nil }
    return issued
  }

  /// Uses the refresh token. If an answer is lost, the service may have taken it or not; so it is sent again, and only a
  /// refusal is the end.
  private func refreshed(
    _ login: StoredLogin, _ application: OAuth2Application, by service: TokenService
  ) async throws(ChunkError) -> IssuedToken {
    var request = TokenRequest(.refresh)
    request.add(secret: "refresh_token", login.refreshToken)
    request.add(application)
    do throws(TokenFailure) {
      return try await service.persistently { [request, state] () async throws(TokenFailure) in
        do throws(TokenFailure) {
          return try await service.ask(request)
        } catch {
          if !error.isOutcomeKnown { state.withLock { $0.lost = login.refreshToken } }
          throw error
        }
      }
    } catch {
      var error = error.error
      if error.kind == .loginRequired {
        if state.withLock({ $0.lost }) == login.refreshToken {
          error.message +=
            " (an earlier answer was lost: the service had most likely used up the refresh token by then)"
        }
        state.withLock { [error] in $0.refused = (login.refreshToken, error) }
      }
      throw error
    }
  }

  private func application(
    of login: StoredLogin, by service: TokenService
  ) throws(ChunkError) -> OAuth2Application {
    // The refresh token is for the service that issued it. Another one has no business with it.
    if let issuer = login.tokenURL, issuer != service.endpoints.tokenURL {
      throw ChunkError(
        .loginRequired, "The login is one at \(issuer), and the token URL is \(service.endpoints.tokenURL)",
        remedy: "Set the token URL to that of the login, or log in again")
    }
    if let application {
      guard login.clientId == nil || login.clientId == application.clientId else {
        throw ChunkError(
          .loginRequired, "The login is one of another app: its client id is \(login.clientId ?? "")",
          remedy: "Use that app, or log in again")
      }
      return application
    }
    guard let id = login.clientId, let secret = login.clientSecret else {
      throw ChunkError(
        .loginRequired, "The stored login does not say which app it belongs to",
        remedy: "Give the app's client id and secret, or log in again")
    }
    return try OAuth2Application(clientId: id, clientSecret: secret)
  }
}

extension OAuth2Login: CustomReflectable {
  /// No children: tokens are not among them.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

extension OAuth2Login {
  private enum Question {
    case lock
    case load
    case save(StoredLogin)
  }

  /// Asks the storage, whose errors are its own.
  @discardableResult private func asked(_ question: Question) async throws(ChunkError) -> StoredLogin? {
    do {
      switch question {
      case .lock: try await storage.lock()
      case .load: return try await storage.load()
      case .save(let login): try await storage.save(login)
      }
      return nil
    } catch {
      var error = ChunkError(providing: error, "The stored login cannot be used")
      // What was issued waits in memory for the storage to be good again.
      if case .save = question, error.kind != .cancelled { error.isTemporary = true }
      throw error
    }
  }
}
