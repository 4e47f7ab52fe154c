internal import ChunkCore
internal import ChunkThreads

/// The token that all operations of a client use.
final class TokenCache: Sendable {
  private struct State {
    var token: BearerToken?
    /// Operations that have asked for one.
    var asking: [ObjectIdentifier: Mailbox] = [:]
  }

  /// Whether the program is asked for tokens.
  let asks: Bool
  private let state: Mutex<State>

  init(token: BearerToken?, asks: Bool) {
    self.asks = asks
    state = Mutex(State(token: token))
  }

  /// The token; `nil` if there is none, or only one that was rejected and the program can be asked for another.
  func token(replacing rejected: BearerToken?) -> BearerToken? {
    state.withLock { $0.token != rejected || !asks ? $0.token : nil }
  }

  /// Has an operation told of the next token; returns it if it has come just now.
  func await(for mailbox: Mailbox, replacing rejected: BearerToken?) -> BearerToken? {
    state.withLock { state in
      if let token = state.token, token != rejected { return token }
      state.asking[ObjectIdentifier(mailbox)] = mailbox
      return nil
    }
  }

  /// An operation asks no more.
  func forget(_ mailbox: Mailbox) {
    state.withLock { $0.asking[ObjectIdentifier(mailbox)] = nil }
  }

  /// Takes a new token, for all operations, those included that wait for one.
  func give(_ token: BearerToken) {
    let asking = state.withLock { state in
      state.token = token
      defer { state.asking = [:] }
      return state.asking.values.map { $0 }
    }
    for mailbox in asking { mailbox.answerToken(.success(token)) }
  }
}

/// Gives an operation the client's token; if there is none, or the service has refused it, the program is asked.
struct OperationTokens: TokenProvider {
  let cache: TokenCache
  let mailbox: Mailbox

  func token(replacing rejected: BearerToken?) async throws -> BearerToken {
    if let token = cache.token(replacing: rejected) { return token }
    if let token = cache.await(for: mailbox, replacing: rejected) { return token }
    return try await mailbox.token(isRejected: rejected != nil)
  }
}
