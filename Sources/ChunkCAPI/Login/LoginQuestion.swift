internal import ChunkCore
internal import ChunkThreads

/// Something that a login's storage asks the program: to load the login, or to save a new one.
final class LoginQuestion: Sendable {
  /// The new login's text, to be saved; `nil` if the login is to be loaded.
  let newLogin: String?
  /// The text that was loaded; `nil` if there is none, or it was saved.
  let reply = Question<String?>()
  private let taken = Mutex(false)

  init(newLogin: String? = nil) { self.newLogin = newLogin }

  /// Whether a thread of the program's has it.
  var isTaken: Bool { taken.withLock { $0 } }

  /// Takes it, for the thread that asks first.
  func take() -> Bool {
    taken.withLock { taken in
      defer { taken = true }
      return !taken
    }
  }

  /// Nobody of the program's will answer it.
  ///
  /// - Parameter isTemporary: Whether who asks again may have more luck.
  func giveUp(_ reason: String, isTemporary: Bool = false) {
    reply.answer(
      .failure(
        ChunkError(
          .tokenUnavailable, reason,
          remedy: "Set functions that keep the login, or start operations and answer their events",
          isTemporary: isTemporary)))
  }
}
