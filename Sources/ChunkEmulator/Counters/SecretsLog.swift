internal import Synchronization

/// Writes down every secret that is given or received, for tests that search for them where none may be.
final class SecretsLog: Sendable {
  private struct State: Sendable {
    var descriptor: CInt
    var known: Set<String> = []
  }

  private let state: Mutex<State>

  /// - Throws: ``StoreError`` if the file cannot be written.
  init(path: String) throws(StoreError) {
    state = Mutex(State(descriptor: try SystemCalls.open(path, appending: true)))
  }

  deinit { state.withLock { SystemCalls.closeDescriptor($0.descriptor) } }

  /// Writes a secret down, once.
  func note(_ secret: String?) {
    guard let secret, !secret.isEmpty else { return }
    state.withLock { state in
      guard state.known.insert(secret).inserted else { return }
      try? SystemCalls.append(state.descriptor, Array((secret + "\n").utf8))
    }
  }
}

extension SecretsLog {
  /// The fields of a request for a token that are secrets.
  private static let fields = [
    "client_secret", "refresh_token", "code", "code_verifier", "assertion", "subject_token", "token",
  ]

  /// Writes down what a request for a token shows.
  func note(_ form: TokenForm) { for field in Self.fields { note(form[field]) } }
}
