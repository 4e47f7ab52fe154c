internal import ChunkCore
internal import ChunkThreads

/// Where what belongs to a client and to no operation finds a program that can be asked.
///
/// A token is got for all operations at once. What it needs of the program is asked of all of them that are under way,
/// and the first one that is waited for answers: also one that needs no token itself just now, since it may be waiting for what
/// another one holds.
final class LoginDesk: Sendable {
  private struct State {
    var present: [Mailbox] = []
    var question: LoginQuestion?
    var token: Question<BearerToken>?
  }

  private let state = Mutex(State())

  /// The operations that are under way and whose programs can be asked.
  var present: [Mailbox] { state.withLock { $0.present } }

  /// An operation begins. If its program cannot answer, it waits for others that can.
  func enter(_ mailbox: Mailbox) {
    guard mailbox.canAnswer else { return }
    let question = state.withLock { state in
      state.present.append(mailbox)
      return state.question
    }
    if let question { mailbox.ask(question) }
  }

  /// It is over.
  func leave(_ mailbox: Mailbox) {
    let (forgotten, token) = state.withLock { state in
      if let index = state.present.firstIndex(where: { $0 === mailbox }) { state.present.remove(at: index) }
      return state.present.isEmpty ? (state.question, state.token) : (nil, nil)
    }
    token?.answer(.failure(.nobodyHasAToken))
    if let forgotten, !forgotten.isTaken {
      forgotten.giveUp("Every operation that could be asked for the login is over")
    }
  }

  /// Asks the program about its login, and waits for its answer.
  func ask(_ question: LoginQuestion) async throws -> String? {
    let present = state.withLock { state in
      state.question = question
      return state.present
    }
    for mailbox in present { mailbox.ask(question) }
    if present.isEmpty { question.giveUp("No operation can be asked for the login") }
    defer {
      state.withLock { if $0.question === question { $0.question = nil } }
    }
    return try await question.reply.reply()
  }

  /// Asks the program for a finished token, and waits for it.
  func askForToken(_ cache: TokenCache, isRejected: Bool) async throws(ChunkError) -> BearerToken {
    let question = Question<BearerToken>()
    let present = state.withLock { state in
      state.token = question
      return state.present
    }
    var isAsked = false
    for mailbox in present {
      cache.tell(mailbox)
      if (try? mailbox.askForToken(isRejected: isRejected, question)) != nil { isAsked = true }
    }
    guard isAsked else { throw .nobodyHasAToken }
    defer {
      state.withLock { if $0.token === question { $0.token = nil } }
    }
    return try await question.reply()
  }
}

extension ChunkError {
  /// There is nobody whom a token can be asked of.
  static let nobodyHasAToken = ChunkError(
    .tokenUnavailable, "No operation can be asked for a token",
    remedy: "Set a token function, give the client a token, or start operations and answer their events")
}
