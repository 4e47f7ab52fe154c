#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import Synchronization

/// The tokens that are good at the moment. They are forgotten when the emulator ends; only the one of
/// the configuration stays the same.
final class TokenRegistry: Sendable {
  private struct State: Sendable {
    var access: [String: Date]
    var refresh: Set<String>
    var usedCodes: Set<String> = []
  }

  private let state: Mutex<State>
  private let lifetime: Double

  init(token: String, refreshToken: String, lifetime: Double) {
    state = Mutex(State(access: [token: .distantFuture], refresh: [refreshToken]))
    self.lifetime = lifetime
  }

  /// Whether an `Authorization` header holds a token that is good.
  func accepts(_ header: String?) -> Bool {
    guard let header, header.lowercased().hasPrefix("bearer ") else { return false }
    return isValid(String(header.dropFirst("bearer ".count)))
  }

  /// Whether an access token is good.
  func isValid(_ token: String) -> Bool {
    state.withLock { state in state.access[token].map { $0 > Date() } ?? false }
  }

  /// A new access token.
  func issueAccess() -> String {
    let token = Identifiers.hexadecimal(digits: Self.tokenDigits)
    state.withLock { $0.access[token] = Date(timeIntervalSinceNow: lifetime) }
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
