import ChunkCore
import Synchronization

/// The renewal of a login that may be under way when the program is about to end. A refresh token is good for one use: were the
/// answer lost with the process, the user would have to log in again.
enum LoginRenewal {
  private static let tokens = Mutex<IssuedTokens?>(nil)

  /// How long the end of the program is put off for it.
  private static let patience = Duration.seconds(10)

  /// These are the login's tokens.
  static func watch(_ tokens: IssuedTokens) { Self.tokens.withLock { $0 = tokens } }

  /// Waits for the renewal, if there is one.
  static func settle() async { await tokens.withLock { $0 }?.settle(within: patience) }
}
