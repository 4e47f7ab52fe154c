internal import ChunkCore
internal import ChunkThreads

/// The token that all operations of a client use.
final class TokenCache: Sendable {
  private struct State {
    var token: BearerToken?
    /// Operations that have asked for one, for as long as there are any.
    var asking: [Asking] = []
  }

  private struct Asking {
    weak var mailbox: Mailbox?
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

  /// Has an operation told of the next token.
  func tell(_ mailbox: Mailbox) {
    state.withLock { state in
      state.asking.removeAll { $0.mailbox == nil || $0.mailbox === mailbox }
      state.asking.append(Asking(mailbox: mailbox))
    }
  }

  /// Whether the program gives the tokens.
  var isGiven: Bool { asks || state.withLock { $0.token != nil } }

  /// Takes a new token, for all operations, those included that wait for one.
  func give(_ token: BearerToken) {
    let asking = state.withLock { state in
      state.token = token
      defer { state.asking = [] }
      return state.asking.compactMap { $0.mailbox }
    }
    for mailbox in asking { mailbox.answerToken(.success(token)) }
  }
}

/// Gives an operation the client's token; if there is none, or the service has refused it, the program is asked.
struct OperationTokens: TokenProvider {
  let cache: TokenCache
  let mailbox: Mailbox

  func token(replacing rejected: BearerToken?) async throws(ChunkError) -> BearerToken {
    if let token = cache.token(replacing: rejected) { return token }
    cache.tell(mailbox)
    let question = try mailbox.askForToken(isRejected: rejected != nil)
    // One that has come between the two found nobody who asked.
    if let token = cache.token(replacing: rejected) { mailbox.answerToken(.success(token)) }
    return try await question.reply()
  }
}
