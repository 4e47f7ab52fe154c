/// Gives the access token for a request, and a better one when the service refuses it.
///
/// ``IssuedTokens`` is the one for tokens that are renewed, ``StaticToken`` the one for a token that is not.
public protocol TokenProvider: Sendable {
  /// The token to use now.
  ///
  /// - Parameter rejected: The token that the service has just answered with 401, or `nil` at first.
  ///   A provider that can renew tokens gives another one; one that cannot returns the same again,
  ///   and the request fails with ``ChunkError/Kind/unauthorized``.
  /// - Throws: Whatever kept it from giving one; callers see it as
  ///   ``ChunkError/Kind/tokenUnavailable``.
  func token(replacing rejected: BearerToken?) async throws -> BearerToken

  /// Whether a token that was given has ended meanwhile, as far as the provider knows. A 401 for one that has not is a
  /// refusal: it is worth one fresh token, and not another.
  func hasEnded(_ token: BearerToken) -> Bool
}

extension TokenProvider {
  /// Nothing is known of it: false.
  public func hasEnded(_ token: BearerToken) -> Bool { false }
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

extension ChunkError {
  /// The error of somebody else who was asked for a token or a login; one of ours stays as it is.
  init(providing error: any Error, _ what: String) {
    switch error {
    case let error as ChunkError: self = error
    case is CancellationError: self = .cancelled
    default:
      // Providers have errors of their own for it.
      if Task.isCancelled {
        self = .cancelled
        return
      }
      self.init(
        .tokenUnavailable, "\(what): \(error)", remedy: "Check the credentials and where they come from",
        cause: error)
    }
  }
}
