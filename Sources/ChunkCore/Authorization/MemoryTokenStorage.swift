internal import ChunkThreads

/// Keeps a login in memory, for as long as the process lives. Any number of users in it can share one.
public final class MemoryTokenStorage: TokenStorage {
  private let login: Mutex<StoredLogin?>
  private let turns = TurnLock()

  /// A storage.
  public init(_ login: StoredLogin? = nil) { self.login = Mutex(login) }

  /// The login.
  public func load() -> StoredLogin? { login.withLock { $0 } }

  /// Keeps a login.
  public func save(_ login: StoredLogin?) { self.login.withLock { $0 = login } }

  /// Waits for one's turn.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/cancelled``.
  public func lock() async throws(ChunkError) { try await turns.take() }

  /// Lets the next one have it.
  public func unlock() async { turns.giveBack() }
}

extension MemoryTokenStorage: CustomReflectable {
  /// No children: the login is not among them.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
