internal import ChunkCore
internal import ChunkThreads

/// Between the tasks of an operation and the program's threads: what happened, what is asked, how it ended.
///
/// Nothing of the program's runs on a thread of the library. Its threads come here, and find what is for them.
final class Mailbox: Sendable {
  /// What there is for a thread of the program's.
  enum Item {
    case token(Question<BearerToken>, isRejected: Bool)
    case login(LoginQuestion)
    case bytes(Question<[UInt8]?>, count: Int)
    case event(EventObject)
    case over
  }

  /// How the program takes what there is.
  struct Manner: Sendable {
    /// It has a function for tokens; otherwise they are asked for by an event.
    var hasTokenFunction: Bool
    /// It has functions that load and save a login; otherwise they are asked for by events.
    var hasLoginFunctions: Bool
    /// It has a function for events, which are told while it waits.
    var hasEventFunction: Bool
    /// Nobody asks for events.
    var isBlocking: Bool

    /// Whether somebody who waits for the end can give a token.
    var givesTokens: Bool { hasTokenFunction || hasEventFunction }
    /// The same for a login.
    var keepsLogin: Bool { hasLoginFunctions || hasEventFunction }
  }

  private struct TokenQuestion {
    var question: Question<BearerToken>
    var isRejected: Bool
    /// Other operations are asked it too.
    var isShared: Bool
    /// The program has been told.
    var isTaken = false

    var isOpen: Bool { !isTaken && !question.isAnswered }
  }

  private struct State {
    var token: TokenQuestion?
    /// Which the mailbox shares with others; one of them takes it.
    var login: (question: LoginQuestion, isTakenHere: Bool)?
    var bytes: (question: Question<[UInt8]?>, count: Int)?
    var upload: FileUpload?
    var hasEvents = false
    var lastEvent = 0
    var lastProgress: ContinuousClock.Instant = .now - .seconds(1)
    var outcome: Result<Answer, ChunkError>?
    var isClosed = false
  }

  let manner: Manner
  /// Can be read while there is anything.
  let attention: WakeDescriptor
  /// Can be read while there is something for a thread that waits for the end.
  let turn: WakeDescriptor
  private let desk: LoginDesk
  private let state = Mutex(State())

  /// `nil` if the process has no more descriptors.
  init?(_ manner: Manner, _ desk: LoginDesk) {
    guard let attention = WakeDescriptor(), let turn = WakeDescriptor() else { return nil }
    self.manner = manner
    self.desk = desk
    self.attention = attention
    self.turn = turn
  }

  private func change<Value: Sendable>(_ body: (inout sending State) -> sending Value) -> Value {
    state.withLock { state in
      let value = body(&state)
      let isOver = state.outcome != nil
      let isTokenAsked = state.token?.isOpen ?? false
      let isLoginAsked = state.login.map { !$0.question.isTaken } ?? false
      let isAsked =
        state.bytes != nil || (isTokenAsked && manner.givesTokens) || (isLoginAsked && manner.keepsLogin)
      attention.set(isOver || isAsked || isTokenAsked || isLoginAsked || state.hasEvents)
      turn.set(isOver || isAsked || (state.hasEvents && manner.hasEventFunction))
      return value
    }
  }

  // MARK: For the operation's tasks

  /// Asks for a token. All of the operation's requests that need one ask once.
  ///
  /// - Parameter shared: A question that other operations are asked too.
  @discardableResult func askForToken(
    isRejected: Bool, _ shared: Question<BearerToken>? = nil
  ) throws(ChunkError) -> Question<BearerToken> {
    if manner.isBlocking && !manner.givesTokens {
      throw ChunkError(
        .tokenUnavailable, "A blocking operation cannot be given a token through events",
        remedy: "Set a token function, give the client a token, or start the operation")
    }
    let question = change { state -> Question<BearerToken>? in
      if state.isClosed { return nil }
      if shared != nil || state.token?.question.isAnswered == true { state.token = nil }
      let question = state.token?.question ?? shared ?? Question()
      if state.token == nil {
        state.token = TokenQuestion(question: question, isRejected: isRejected, isShared: shared != nil)
      }
      return question
    }
    guard let question else { throw ChunkError(cancelled: ()) }
    return question
  }

  /// Whether the program can be asked for a login or a token: nobody takes the events of a blocking operation without
  /// a function.
  var canAnswer: Bool { !manner.isBlocking || manner.keepsLogin || manner.givesTokens }

  /// Asks for a login to be loaded or saved. Other operations are asked the same, and one of them answers.
  func ask(_ question: LoginQuestion) {
    change { state in
      if !state.isClosed && state.outcome == nil { state.login = (question, false) }
    }
  }

  /// Asks for the next bytes of the program's reader, at most so many; `nil` at the end.
  func bytes(_ count: Int) async throws(ChunkError) -> [UInt8]? {
    let question = Question<[UInt8]?>()
    let isClosed = change { state in
      if !state.isClosed { state.bytes = (question, count) }
      return state.isClosed
    }
    if isClosed { throw ChunkError(cancelled: ()) }
    return try await question.reply()
  }

  /// There is an event of the upload. Progress comes a thousand times a second, and nobody is woken so often.
  func note(_ event: UploadEvent) {
    change { state in
      if case .progress = event {
        let now = ContinuousClock.now
        guard now - state.lastProgress >= Self.progressInterval else { return }
        state.lastProgress = now
      }
      state.hasEvents = true
    }
  }

  /// How long progress waits for the next event or for more progress.
  private static let progressInterval: Duration = .milliseconds(40)

  /// The operation is over.
  func finish(_ outcome: Result<Answer, ChunkError>) {
    change { state in
      state.outcome = outcome
      state.token = nil
      state.bytes = nil
    }
    desk.leave(self)
  }

  // MARK: For the program's threads

  /// The upload whose events there are.
  func follow(_ upload: FileUpload) {
    change { state in
      state.upload = upload
      state.hasEvents = true
    }
  }

  /// How it ended, if it has.
  var outcome: Result<Answer, ChunkError>? { state.withLock { $0.outcome } }

  /// Takes what there is now; `nil` if there is nothing.
  func next(takesEvents: Bool) -> Item? {
    change { state in
      if let (question, count) = state.bytes {
        state.bytes = nil
        return .bytes(question, count: count)
      }
      if let token = state.token, token.isOpen, manner.hasTokenFunction || takesEvents {
        state.token?.isTaken = true
        if manner.hasTokenFunction { return .token(token.question, isRejected: token.isRejected) }
        return .event(.tokenNeeded(isRejected: token.isRejected))
      }
      if let question = state.login?.question, manner.hasLoginFunctions || takesEvents, question.take() {
        state.login?.isTakenHere = true
        if manner.hasLoginFunctions { return .login(question) }
        return .event(question.newLogin == nil ? .loginNeeded : .loginChanged)
      }
      if takesEvents, let event = Self.nextEvent(&state) { return .event(event) }
      return state.outcome == nil ? nil : .over
    }
  }

  private static func nextEvent(_ state: inout State) -> EventObject? {
    guard state.hasEvents, let upload = state.upload else { return nil }
    guard let (event, number) = upload.event(after: state.lastEvent) else {
      state.hasEvents = false
      return nil
    }
    state.lastEvent = number
    return EventObject(event)
  }

  /// Answers the question for a token, if it is asked.
  func answerToken(_ reply: Result<BearerToken, ChunkError>) {
    let question = change { state in
      defer { state.token = nil }
      return state.token?.question
    }
    question?.answer(reply)
  }

  /// Whether a token is asked for.
  var takesTokens: Bool { state.withLock { $0.token != nil } }

  /// The login that is to be saved, if it was given to the program to do so.
  var newLogin: String? {
    state.withLock { state in state.login.flatMap { $0.isTakenHere ? $0.question.newLogin : nil } }
  }

  /// Answers what the login's storage has asked.
  ///
  /// - Parameter isSaved: Whether it is the answer to a login that was to be saved.
  /// - Throws: ``ChunkError`` if that is not asked.
  func answerLogin(_ reply: Result<String?, ChunkError>, isSaved: Bool) throws(ChunkError) {
    let question = change { state -> LoginQuestion? in
      guard let (question, isTakenHere) = state.login, isTakenHere, (question.newLogin != nil) == isSaved
      else { return nil }
      state.login = nil
      return question
    }
    guard let question else {
      throw ChunkError(
        .invalidArgument, "No login is asked \(isSaved ? "to be saved" : "for")",
        remedy: "Answer the event \(isSaved ? "login_changed" : "login_needed"), or the function for it")
    }
    question.reply.answer(reply)
  }

  /// The program has been asked for its login, and has not done what it was asked.
  func refuseLogin(_ reason: String, isTemporary: Bool = false) {
    let question = change { state -> LoginQuestion? in
      guard let (question, isTakenHere) = state.login, isTakenHere else { return nil }
      state.login = nil
      return question
    }
    if let question, !question.reply.isAnswered { question.giveUp(reason, isTemporary: isTemporary) }
  }

  /// Ends all questions: the program has let go of the operation.
  func close() {
    refuseLogin("The operation that was asked for the login was freed", isTemporary: true)
    let (token, bytes) = change { state in
      state.isClosed = true
      defer {
        state.token = nil
        state.login = nil
        state.bytes = nil
      }
      return (state.token, state.bytes?.question)
    }
    desk.leave(self)
    // One that others are asked too is theirs to answer, unless this program was told.
    if let token, !token.isShared {
      token.question.answer(.failure(ChunkError(cancelled: ())))
    } else if let token, token.isTaken {
      token.question.answer(.failure(.nobodyHasAToken))
    }
    bytes?.answer(.failure(ChunkError(cancelled: ())))
  }
}
