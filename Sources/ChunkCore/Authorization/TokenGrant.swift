/// What access tokens are got with: an app's secret, a key, a refresh token, another token.
///
/// ``IssuedTokens`` asks it, one call at a time, and keeps what it gives for as long as that is good.
public protocol TokenGrant: Sendable {
  /// A token.
  ///
  /// - Parameters:
  ///   - token: The token that is to be replaced, because it ends soon or was refused; `nil` at first.
  ///   - service: Where tokens are issued.
  /// - Throws: Whatever kept it from getting one. The grants of this library throw ``ChunkError``.
  func issue(replacing token: BearerToken?, by service: TokenService) async throws -> IssuedToken
}
