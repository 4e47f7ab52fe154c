#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import Synchronization

/// The tokens that are good at the moment. They are forgotten when the emulator ends; only those of
/// the configuration stay the same.
final class TokenRegistry: Sendable {
  private struct State: Sendable {
    var access: [String: (user: User, expiry: Date)]
    var refresh: Set<String>
    var usedCodes: Set<String> = []
  }

  private let state: Mutex<State>
  private let lifetime: Double

  /// - Parameter tokens: those of the configuration, which do not expire, each of another user.
  init(tokens: [String], refreshToken: String, lifetime: Double) {
    let users = tokens.enumerated().map { number, token in
      (token, (user: User(number: number), expiry: Date.distantFuture))
    }
    state = Mutex(
      State(access: Dictionary(users) { first, _ in first }, refresh: [refreshToken]))
    self.lifetime = lifetime
  }

  /// Whose token an `Authorization` header holds; `nil` if it has none that is good.
  func user(of header: String?) -> User? {
    guard let header, header.lowercased().hasPrefix("bearer ") else { return nil }
    return user(ofToken: String(header.dropFirst("bearer ".count)))
  }

  /// Whose access token it is; `nil` if it is not good.
  func user(ofToken token: String) -> User? {
    state.withLock { state in
      state.access[token].flatMap { $0.expiry > Date() ? $0.user : nil }
    }
  }

  /// A new access token.
  func issueAccess() -> String {
    let token = Identifiers.hexadecimal(digits: Self.tokenDigits)
    state.withLock { $0.access[token] = (User.first, Date(timeIntervalSinceNow: lifetime)) }
    return token
  }

  /// A new refresh token.
  func issueRefresh() -> String {
    let token = Identifiers.hexadecimal(digits: Self.tokenDigits)
    state.withLock { _ = $0.refresh.insert(token) }
    return token
  }

  /// Uses up a refresh token; `false` if it was used before or never issued.
  func consumeRefresh(_ token: String) -> Bool { state.withLock { $0.refresh.remove(token) != nil } }

  /// Uses up an authorization code; any text is one, once.
  func consumeCode(_ code: String) -> Bool { state.withLock { $0.usedCodes.insert(code).inserted } }

  /// Makes a token worthless, whichever kind it is.
  func revoke(_ token: String) {
    state.withLock { state in
      state.access[token] = nil
      state.refresh.remove(token)
    }
  }

  private static let tokenDigits = 32
}
