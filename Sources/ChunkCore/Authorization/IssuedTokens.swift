internal import ChunkThreads
internal import Logging

/// Tokens of a grant, shared by all that need one, and renewed for all of them at once.
///
/// - However many requests need a new token, the grant is asked once. Whoever is cancelled while it waits leaves the others
///   and their new token alone.
/// - A token is renewed before it ends: a sixth of its lifetime before, five minutes at most. If that fails, or takes
///   more than five seconds, the old one is used on for as long as it is good.
/// - After a 401 a token is renewed too, unless that has been done meanwhile.
public final class IssuedTokens: TokenProvider {
  private struct State {
    var token: BearerToken?
    /// When the token ends, and from when on it is to be renewed; `nil` if it is not known to end.
    var end: Duration?
    var renewal: Duration?
    var flight: TokenFlight?
  }

  private let grant: any TokenGrant
  private let service: TokenService
  /// So long a renewal is waited for while the old token is good, by the system's clock.
  private let patience: Duration
  private let state = Mutex(State())

  /// After a renewal that failed and was not urgent, the next attempt comes after this time, or when the token ends.
  private static let pause = Duration.seconds(30)

  /// Tokens of a grant.
  ///
  /// - Parameters:
  ///   - grant: What tokens are got with.
  ///   - service: Where they are got.
  public convenience init(_ grant: any TokenGrant, from service: TokenService) {
    self.init(grant, from: service, patience: .seconds(5))
  }

  init(_ grant: any TokenGrant, from service: TokenService, patience: Duration) {
    self.grant = grant
    self.service = service
    self.patience = patience
  }

  /// The token to use now: the one that is there, if it is good for a while and was not refused, or else a new one.
  ///
  /// - Throws: ``ChunkError``: what the grant threw, or kind ``ChunkError/Kind/cancelled``.
  public func token(replacing rejected: BearerToken?) async throws(ChunkError) -> BearerToken {
    let flight: TokenFlight
    switch way(replacing: rejected) {
    case .token(let token): return token
    case .flight(let found): flight = found
    }
    do throws(ChunkError) {
      if let token = try await usable(besides: rejected, awaiting: flight) { return token }
      return try await flight.token()
    } catch {
      guard error.kind != .cancelled, let token = usable(besides: rejected) else { throw error }
      return token
    }
  }

  /// Whether a token has ended, or was replaced: then a 401 is no refusal of the credentials.
  public func hasEnded(_ token: BearerToken) -> Bool {
    let now = service.time.now()
    return state.withLock { state in
      state.token != token || state.end.map { now >= $0 } ?? false
    }
  }

  /// Waits until a renewal that is under way is over, so that its new refresh token is not lost with the process.
  ///
  /// - Parameter limit: How long to wait at most.
  public func settle(within limit: Duration) async {
    guard let flight = state.withLock({ $0.flight }) else { return }
    try? await service.time.sleep(for: limit, orUntil: flight.ending())
  }

  /// How a token is come by: it is there, or it is asked for, perhaps since just now.
  private enum Way {
    case token(BearerToken)
    case flight(TokenFlight)
  }

  private func way(replacing rejected: BearerToken?) -> Way {
    let now = service.time.now()
    return state.withLock { state in
      if let token = state.token, token != rejected, state.renewal.map({ now < $0 }) ?? true {
        return .token(token)
      }
      if let flight = state.flight { return .flight(flight) }
      let flight = TokenFlight()
      state.flight = flight
      start(flight, replacing: rejected ?? state.token)
      return .flight(flight)
    }
  }

  /// The old token, if it is good still.
  private func usable(besides rejected: BearerToken?) -> BearerToken? {
    let now = service.time.now()
    return state.withLock { state in
      guard let token = state.token, token != rejected, state.end.map({ now < $0 }) ?? true else {
        return nil
      }
      return token
    }
  }

  /// The old token, if it is good still and the next one takes its time: a token endpoint that hangs holds up nobody
  /// who could do without.
  private func usable(
    besides rejected: BearerToken?, awaiting flight: TokenFlight
  ) async throws(ChunkError) -> BearerToken? {
    guard usable(besides: rejected) != nil else { return nil }
    // From when it was begun: who comes later waits for what is left of it.
    let left = patience - (.now - flight.begin)
    if left > .zero { try await service.systemTime.sleep(for: left, orUntil: flight.ending()) }
    return flight.isOver ? nil : usable(besides: rejected)
  }

  /// Asks the grant in a task of its own, which no caller's cancellation reaches.
  private func start(_ flight: TokenFlight, replacing token: BearerToken?) {
    _ = service.runner.start { [self] in
      let result: Result<BearerToken, ChunkError>
      do {
        let issued = try await grant.issue(replacing: token, by: service)
        take(issued)
        result = .success(issued.token)
      } catch {
        result = .failure(failed(ChunkError(providing: error, "No access token could be had")))
      }
      flight.end(result)
    }
  }

  private func take(_ issued: IssuedToken) {
    let now = service.time.now()
    state.withLock { state in
      state.token = issued.token
      state.end = issued.remaining.map { now + $0 }
      state.renewal = state.end.map { $0 - IssuedToken.margin(issued.lifetime ?? issued.remaining) }
      state.flight = nil
    }
  }

  private func failed(_ error: ChunkError) -> ChunkError {
    let now = service.time.now()
    let isGood = state.withLock { state in
      state.flight = nil
      guard let end = state.end, now < end else { return false }
      state.renewal = min(end, now + Self.pause)
      return true
    }
    if isGood {
      service.logger.warning(
        "The token could not be renewed before its end", metadata: ["error": "\(error)"])
    }
    return error
  }
}

extension IssuedTokens: CustomReflectable {
  /// No children: the token is not among them.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
