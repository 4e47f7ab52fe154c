/// What was counted of tokens.
public struct TokenCounters: Sendable, Hashable {
  /// How many requests for a token came, by what they showed: `authorization_code`, `refresh_token`,
  /// `client_credentials`, `jwt-bearer`, `token-exchange`, or `other`.
  public var requests: [String: Int] = [:]
  /// How many access tokens were given.
  public var issued = 0
  /// How many requests for a token were refused.
  public var refused = 0
  /// How often a refresh token came that had been used before: what a careful client never does.
  public var reusedRefreshTokens = 0
  /// How many of the access tokens that were given are over by now, not counting those that were revoked.
  public var expired = 0
  /// How many requests came with an access token that was over.
  public var expiredRequests = 0
}
