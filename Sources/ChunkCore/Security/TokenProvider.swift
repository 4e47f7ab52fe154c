/// Gives the access token for a request, and a better one when the service refuses it.
public protocol TokenProvider: Sendable {
  /// The token to use now.
  ///
  /// - Parameter rejected: The token that the service has just answered with 401, or `nil` at first.
  ///   A provider that can renew tokens gives another one; one that cannot returns the same again,
  ///   and the request fails with ``ChunkError/Kind/unauthorized``.
  /// - Throws: Whatever kept it from giving one; callers see it as
  ///   ``ChunkError/Kind/tokenUnavailable``.
  func token(replacing rejected: BearerToken?) async throws -> BearerToken
}

/// A token that was made elsewhere and cannot be renewed, such as a developer token, which lives for
/// 60 minutes ([developer tokens](https://developer.box.com/guides/authentication/tokens/developer-tokens/)).
public struct StaticToken: TokenProvider {
  private let token: BearerToken

  /// A provider of one token.
  public init(_ token: BearerToken) { self.token = token }

  /// The token, also when it was rejected: there is no other.
  public func token(replacing rejected: BearerToken?) -> BearerToken { token }
}
