public import ChunkModels

/// A token that was issued, and for how long it is good.
public struct IssuedToken: Sendable, Hashable {
  /// The token.
  public var token: BearerToken
  /// How long a token of this sort lives, from when it was issued; `nil` if the service did not say.
  public var lifetime: Duration?
  /// How long this one is still good; `nil` if the service did not say.
  public var remaining: Duration?
  /// What the next token is got with, once; `nil` for grants that have none.
  public var refreshToken: String?

  /// A token that was issued.
  ///
  /// - Parameters:
  ///   - token: The token.
  ///   - lifetime: How long such a token lives; `nil` if that is not known.
  ///   - remaining: How long this one is still good; `nil` for its whole lifetime.
  ///   - refreshToken: What the next one is got with.
  public init(
    token: BearerToken, lifetime: Duration?, remaining: Duration? = nil, refreshToken: String? = nil
  ) {
    self.token = token
    self.lifetime = lifetime
    self.remaining = remaining ?? lifetime
    self.refreshToken = refreshToken
  }

  /// How long before its end a token of a lifetime is replaced: a sixth of it, five minutes at most. So tokens
  /// that live for seconds work as well as those that live for an hour.
  static func margin(_ lifetime: Duration?) -> Duration {
    lifetime.map { min(.seconds(300), $0 / 6) } ?? .zero
  }
}

extension IssuedToken: Redacted {
  /// Every field; of the secrets only whether they are there.
  public var shownFields: KeyValuePairs<String, Any> {
    [
      "token": token, "lifetime": lifetime as Any, "remaining": remaining as Any,
      "refreshToken": redacted(refreshToken),
    ]
  }
}
