/// Where a user's login is kept between uses, and shared by those that use it.
///
/// A refresh token is good for one use: whoever uses it does so under ``lock()``, having read the login again, and has
/// the new one saved before anything is sent with it. ``OAuth2Login`` keeps to that. A storage whose lock reaches as far
/// as its users (a file: all processes) can be shared by all of them.
public protocol TokenStorage: Sendable {
  /// The login, or `nil` if there is none.
  ///
  /// - Throws: Whatever kept it from being read.
  func load() async throws -> StoredLogin?

  /// Keeps a login in the place of the one that was there; `nil` removes it. It has to be safe when this returns.
  ///
  /// - Throws: Whatever kept it from being saved; then the old one is still there.
  func save(_ login: StoredLogin?) async throws

  /// Waits until nobody else has the storage, and keeps it until ``unlock()``. Without one of its own a storage has
  /// no lock: then one ``OAuth2Login`` at a time may use it.
  ///
  /// - Throws: Whatever kept it from being locked, a cancellation too.
  func lock() async throws

  /// Gives the storage back. Called once for each ``lock()`` that succeeded.
  func unlock() async
}

extension TokenStorage {
  /// Does nothing.
  public func lock() async throws {}
  /// Does nothing.
  public func unlock() async {}
}
