internal import ChunkCore
internal import ChunkThreads

/// Where the operations of a client have their tokens from.
struct ClientTokens: Sendable {
  /// The tokens that the program gives.
  let cache: TokenCache
  /// The tokens that the library gets; `nil` if the program gives them as they are to be used.
  let issued: IssuedTokens?
  /// Where operations are asked for what all of them need.
  let desk: LoginDesk

  /// - Throws: ``ChunkError`` if the settings name no way to get tokens, or one that cannot be used.
  init(_ settings: Settings, _ service: TokenService) throws(ChunkError) {
    desk = LoginDesk()
    switch try Credentials(settings, desk) {
    case .tokens(let token):
      cache = TokenCache(token: token, asks: settings.token != nil)
      let given = GivenTokens(cache: cache, desk: desk)
      issued = try settings.downscoped(given).map { IssuedTokens($0, from: service) }
    case .grant(let grant):
      cache = TokenCache(token: nil, asks: false)
      let whole = IssuedTokens(grant, from: service)
      issued = try settings.downscoped(whole).map { IssuedTokens($0, from: service) } ?? whole
    }
  }

  /// The tokens of one operation, whose program can be asked.
  func provider(_ mailbox: Mailbox) -> any TokenProvider {
    guard let issued else { return OperationTokens(cache: cache, mailbox: mailbox) }
    return issued
  }
}

/// The program's tokens, for others to be made of: asked of any operation.
private struct GivenTokens: TokenProvider {
  let cache: TokenCache
  let desk: LoginDesk

  func token(replacing rejected: BearerToken?) async throws -> BearerToken {
    if let token = cache.token(replacing: rejected) { return token }
    return try await desk.askForToken(cache, isRejected: rejected != nil)
  }
}
