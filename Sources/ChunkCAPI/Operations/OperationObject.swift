internal import CChunk
internal import ChunkCore
internal import ChunkThreads

/// An operation that a program has a handle of.
///
/// `@unchecked Sendable`: as its superclass says.
final class OperationObject: HandleObject, @unchecked Sendable {
  let mailbox: Mailbox
  let settings: Settings
  let tokens: TokenCache
  /// Texts of logins that were handed out.
  let logins = TextCache()
  private let reader: Callback<chunk_read_function>?
  private let borrowed: BorrowEnd?
  private let ending = Mutex<(@Sendable (UploadOptions.OnFailure) -> Void)?>(nil)

  init(_ mailbox: Mailbox, _ settings: Settings, _ tokens: TokenCache, _ origin: OpenedOrigin?) {
    self.mailbox = mailbox
    self.settings = settings
    self.tokens = tokens
    borrowed = origin?.borrowed?.end
    if case .reader(let callback, _) = origin?.object.origin { reader = callback } else { reader = nil }
  }

  /// How the operation is ended early.
  func endsBy(_ cancel: @escaping @Sendable (UploadOptions.OnFailure) -> Void) {
    ending.withLock { $0 = cancel }
  }

  func cancel(_ session: UploadOptions.OnFailure) { ending.withLock { $0 }?(session) }

  /// Ends the operation as its options say.
  func cancelAsSet() {
    cancel(settings.texts["on_cancel"].flatMap(UploadOptions.OnFailure.init(rawValue:)) ?? .keep)
  }

  /// What the program lets go of it means: no question reaches it any more, and its bytes are its own again.
  func close() {
    mailbox.close()
    cancel(.keep)
    borrowed?.wait()
  }

  /// Answers a question of the operation's with the program's function, on this thread.
  func answer(_ question: Question<[UInt8]?>, count: Int) {
    guard let reader else {
      return question.answer(.failure(ChunkError(.internal, "There is no reader", remedy: "Report this")))
    }
    var taken: Int64 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      taken = reader.function(reader.user, buffer.baseAddress, count)
      filled = Int(min(max(0, taken), Int64(count)))
    }
    guard taken >= 0, taken <= count else {
      return question.answer(
        .failure(
          ChunkError(
            .sourceUnreadable, "The reader returned \(taken) for a buffer of \(count) bytes",
            remedy: "It is to return how many bytes it has put there, and less than 0 only when it fails")))
    }
    question.answer(.success(bytes.isEmpty ? nil : bytes))
  }

  /// The same for a token.
  func answer(_ question: Question<BearerToken>, isRejected: Bool) {
    guard let callback = settings.token, let function = callback.function else { return }
    let code = function(callback.user, handle, isRejected ? 1 : 0)
    if question.isAnswered { return }
    mailbox.answerToken(
      .failure(
        ChunkError(
          .tokenUnavailable, "The token function gave no token (it returned \(code))",
          remedy: "It is to call chunk_operation_give_token and to return 0")))
  }

  /// Tells the program's function of an event; ends the operation if it says so.
  func tell(_ event: EventObject, _ callback: Callback<chunk_event_function>) {
    let eventHandle = HandleTable.add(event)
    let code = callback.function(callback.user, handle, eventHandle)
    _ = HandleTable.remove(eventHandle, EventObject.self)
    if code != 0 { cancelAsSet() }
    // Nobody else will see it.
    if event.asksForToken, mailbox.manner.isBlocking {
      mailbox.answerToken(
        .failure(
          ChunkError(
            .tokenUnavailable, "The event function gave no token",
            remedy:
              "At the event token_needed it is to call chunk_operation_give_token, or set a token function")))
    }
    if event.asksForLogin, mailbox.manner.isBlocking {
      mailbox.refuseLogin("The event function has not answered for the login")
    }
  }
}
