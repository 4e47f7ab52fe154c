#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import Synchronization

/// Why an access token is not taken.
enum TokenFault: Error, Hashable {
  /// There is none, or none that was given here, or it was revoked.
  case invalid
  /// Its time is over.
  case expired
}

/// All tokens that were given, the good ones and those that are over, which are told apart from unknown
/// ones. They are forgotten when the emulator ends; only those of the configuration stay the same.
final class TokenRegistry: Sendable {
  /// What an answer of the token endpoint gives.
  struct Pair: Sendable {
    var access: String
    /// For how many seconds the access token is good.
    var lifetime: Double
    var refresh: String?
  }

  private struct Access: Sendable {
    var rights: TokenRights
    /// The tokens that came of one authorization are revoked together.
    var family: Int
    var expiry: Date
    /// The service gave it; it was not configured.
    var isIssued = true
  }

  private struct Refresh: Sendable {
    var rights: TokenRights
    var family: Int
    var expiry: Date
    var isUsed = false
  }

  private struct State: Sendable {
    var access: [String: Access] = [:]
    var refresh: [String: Refresh] = [:]
    var lastFamily = 0
    var counters = TokenCounters()
    /// Since when tokens that expire are counted.
    var countedSince = Date()

    mutating func makeFamily() -> Int {
      lastFamily += 1
      return lastFamily
    }
  }

  private let state: Mutex<State>
  private let lifetime: Double

  /// - Parameter tokens: those of the configuration, which do not expire, each of another user.
  init(tokens: [String], refreshToken: String, lifetime: Double) {
    var state = State()
    for (number, token) in tokens.enumerated() where state.access[token] == nil {
      let rights = TokenRights(user: User(number: number), actsForOthers: number == 0)
      state.access[token] = Access(
        rights: rights, family: state.makeFamily(), expiry: .distantFuture, isIssued: false)
    }
    state.refresh[refreshToken] = Refresh(
      rights: TokenRights(user: .first, actsForOthers: true), family: state.makeFamily(),
      expiry: .distantFuture)
    self.state = Mutex(state)
    self.lifetime = lifetime
  }

  /// What the token in an `Authorization` header is good for.
  func rights(ofHeader header: String?) throws(TokenFault) -> TokenRights {
    guard let header, header.lowercased().hasPrefix("bearer ") else { throw .invalid }
    let result: Result<TokenRights, TokenFault> = state.withLock { state in
      guard let token = state.access[String(header.dropFirst("bearer ".count))] else {
        return .failure(.invalid)
      }
      guard token.expiry > Date() else {
        state.counters.expiredRequests += 1
        return .failure(.expired)
      }
      return .success(token.rights)
    }
    return try result.get()
  }

  /// A new access token, with a refresh token if there is to be one.
  func issue(_ rights: TokenRights, isRefreshable: Bool) -> Pair {
    state.withLock { state in
      issue(rights, isRefreshable: isRefreshable, family: state.makeFamily(), in: &state)
    }
  }

  /// The next pair for a refresh token, which is used up by it.
  ///
  /// - Throws: if it was used before, is another client's, was revoked or is unknown.
  func exchange(refreshToken token: String, of clientID: String) throws(TokenRefusal) -> Pair {
    let result: Result<Pair, TokenRefusal> = state.withLock { state in
      guard var old = state.refresh[token] else { return .failure(.invalidRefreshToken) }
      guard old.rights.clientID ?? clientID == clientID else { return .failure(.invalidRefreshToken) }
      if old.isUsed { state.counters.reusedRefreshTokens += 1 }
      guard !old.isUsed, old.expiry > Date() else { return .failure(.expiredRefreshToken) }
      old.isUsed = true
      state.refresh[token] = old
      old.rights.clientID = clientID
      return .success(issue(old.rights, isRefreshable: true, family: old.family, in: &state))
    }
    return try result.get()
  }

  /// A token with fewer rights, made of another one, with which it ends.
  ///
  /// - Parameter narrow: Gives the new token's rights.
  /// - Throws: if the other one is not good, or what `narrow` throws.
  func exchange(
    subjectToken token: String, _ narrow: (TokenRights) throws(TokenRefusal) -> TokenRights
  ) throws(TokenRefusal) -> Pair {
    let subject = state.withLock { $0.access[token] }
    guard let subject, subject.expiry > Date() else { throw .invalidSubjectToken }
    let rights = try narrow(subject.rights)
    return state.withLock { state in
      issue(
        rights, isRefreshable: false, family: subject.family, lifetime: subject.expiry.timeIntervalSinceNow,
        in: &state)
    }
  }

  /// Makes a token worthless, whichever kind it is, with all that came of the same authorization.
  func revoke(_ token: String) {
    state.withLock { state in
      guard let family = state.access[token]?.family ?? state.refresh[token]?.family else { return }
      state.access = state.access.filter { $0.value.family != family }
      state.refresh = state.refresh.filter { $0.value.family != family }
    }
  }

  /// Ends the time of all access tokens that were issued.
  func expireAll() {
    let now = Date()
    state.withLock { state in
      for (token, access) in state.access where access.isIssued && access.expiry > now {
        state.access[token]?.expiry = now
      }
    }
  }

  private func issue(
    _ rights: TokenRights, isRefreshable: Bool, family: Int, lifetime limit: Double = .infinity,
    in state: inout State
  ) -> Pair {
    let lifetime = min(lifetime, limit)
    let pair = Pair(
      access: Identifiers.hexadecimal(digits: Self.tokenDigits), lifetime: lifetime,
      refresh: isRefreshable ? Identifiers.hexadecimal(digits: Self.tokenDigits) : nil)
    state.access[pair.access] = Access(
      rights: rights, family: family, expiry: Date(timeIntervalSinceNow: lifetime))
    if let refresh = pair.refresh {
      state.refresh[refresh] = Refresh(
        rights: rights, family: family, expiry: Date(timeIntervalSinceNow: Self.refreshLifetime))
    }
    state.counters.issued += 1
    return pair
  }

  private static let tokenDigits = 32
  /// Sixty days.
  private static let refreshLifetime: Double = 60 * 24 * 3600
}

extension TokenRegistry {
  /// What was counted so far.
  var counters: TokenCounters {
    let now = Date()
    return state.withLock { state in
      var counters = state.counters
      counters.expired =
        state.access.values.filter { $0.isIssued && $0.expiry > state.countedSince && $0.expiry <= now }.count
      return counters
    }
  }

  /// Forgets what was counted.
  func resetCounters() {
    state.withLock { state in
      state.counters = TokenCounters()
      state.countedSince = Date()
    }
  }

  /// Notes that a token was asked for.
  func count(_ grant: GrantType) { state.withLock { $0.counters.requests[grant.word, default: 0] += 1 } }

  /// Notes that none was given.
  func countRefusal() { state.withLock { $0.counters.refused += 1 } }
}
