internal import ChunkThreads

/// Where a client's login finds an operation whose program can be asked.
///
/// A token is got for all operations at once, by a task that belongs to none. What it needs of the program is asked of
/// those operations that wait for the token, and the first of them that is waited for answers.
final class LoginDesk: Sendable {
  private struct State {
    var present: [Mailbox] = []
    var question: LoginQuestion?
  }

  private let state = Mutex(State())

  /// The operations that wait for a token.
  var present: [Mailbox] { state.withLock { $0.present } }

  /// An operation begins to wait for a token. If its program cannot answer, it waits for others.
  func enter(_ mailbox: Mailbox) {
    guard mailbox.canAnswer else { return }
    let question = state.withLock { state in
      state.present.append(mailbox)
      return state.question
    }
    if let question { mailbox.ask(question) }
  }

  /// It waits no more.
  func leave(_ mailbox: Mailbox) {
    let forgotten = state.withLock { state in
      if let index = state.present.firstIndex(where: { $0 === mailbox }) { state.present.remove(at: index) }
      return state.present.isEmpty ? state.question : nil
    }
    if let forgotten, !forgotten.isTaken {
      forgotten.giveUp("Every operation that could be asked for the login has ended")
    }
  }

  /// Asks the program, and waits for its answer.
  func ask(_ question: LoginQuestion) async throws -> String? {
    let present = state.withLock { state in
      state.question = question
      return state.present
    }
    for mailbox in present { mailbox.ask(question) }
    if present.isEmpty { question.giveUp("No operation that can be asked for the login needs a token") }
    defer {
      state.withLock { if $0.question === question { $0.question = nil } }
    }
    return try await question.reply.reply()
  }
}
