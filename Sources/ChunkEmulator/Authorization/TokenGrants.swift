internal import ChunkModels

/// Gives tokens to those who show what they must.
struct TokenGrants: Sendable {
  let tokens: TokenRegistry
  let codes = AuthorizationCodes()
  let applications: Applications
  let assertions: AssertionChecks
  let userCount: Int

  /// What a request for a token gets.
  struct Grant {
    var tokens: TokenRegistry.Pair
    /// The rights of a token that was made of another one.
    var narrowed: TokenRights?
  }

  /// Takes a request for a token.
  ///
  /// - Parameter audiences: The URLs of the token endpoint that an assertion may name.
  func grant(_ form: TokenForm, audiences: Set<String>) throws(TokenRefusal) -> Grant {
    switch GrantType(form["grant_type"]) {
    case .authorizationCode:
      _ = try applications.authenticate(form)
      return Grant(tokens: tokens.issue(try codes.redeem(form).rights, isRefreshable: true))
    case .refreshToken:
      _ = try applications.authenticate(form)
      let clientID = try form.required("client_id")
      return Grant(
        tokens: try tokens.exchange(refreshToken: try form.required("refresh_token"), of: clientID))
    case .clientCredentials:
      return Grant(tokens: tokens.issue(try clientCredentials(form), isRefreshable: false))
    case .assertion:
      return Grant(tokens: tokens.issue(try assertion(form, audiences), isRefreshable: false))
    case .exchange: return try exchange(form)
    case .other: throw .unknownGrant
    }
  }

  private func clientCredentials(_ form: TokenForm) throws(TokenRefusal) -> TokenRights {
    do throws(TokenRefusal) {
      let entry = try applications.authenticate(form)
      let clientID = try form.required("client_id")
      if let rights = rights(form["box_subject_type"], form["box_subject_id"], clientID, entry) {
        return rights
      }
    } catch {}
    // The service has one answer for all that is wrong here.
    throw .invalidCredentials
  }

  private func assertion(_ form: TokenForm, _ audiences: Set<String>) throws(TokenRefusal) -> TokenRights {
    let entry = try applications.authenticate(form)
    let clientID = try form.required("client_id")
    let assertion = try Assertion(try form.required("assertion"))
    try assertion.verify(entry?.keys)
    try assertions.check(assertion, of: clientID, audiences: audiences)
    guard let rights = rights(assertion.text("box_sub_type"), assertion.text("sub"), clientID, entry) else {
      throw .claim("sub", "The 'sub' specified is invalid.")
    }
    return rights
  }

  /// The rights of an application's token for its enterprise or for a user; `nil` for any other subject.
  private func rights(
    _ type: String?, _ subject: String?, _ clientID: String, _ entry: Applications.Entry?
  ) -> TokenRights? {
    guard let subject else { return nil }
    switch type {
    case "enterprise":
      guard entry?.application.enterpriseID ?? subject == subject else { return nil }
      return TokenRights(user: .first, clientID: clientID, actsForOthers: true)
    case "user":
      return User(id: subject, of: userCount).map { TokenRights(user: $0, clientID: clientID) }
    default: return nil
    }
  }

  /// A token with fewer rights (RFC 8693). The service asks for no client secret.
  private func exchange(_ form: TokenForm) throws(TokenRefusal) -> Grant {
    guard form["subject_token_type"] == IssuedTokenType.accessToken.rawValue else {
      throw .missing("subject_token_type \(IssuedTokenType.accessToken)")
    }
    let words = try form.required("scope").split(separator: " ").map { TokenScope(rawValue: String($0)) }
    // There are no shared links here to be restricted to.
    if form["box_shared_link"] != nil { throw .invalidResource }
    var resource: TokenResource?
    if let url = form["resource"] {
      guard let named = TokenResource(url: url) else { throw .invalidResource }
      resource = named
    }
    var narrowed = TokenRights(user: .first)
    let pair = try tokens.exchange(subjectToken: try form.required("subject_token")) {
      (rights) throws(TokenRefusal) in
      let allowed = rights.scopes ?? TokenScope.all
      if let word = words.first(where: { !allowed.contains($0) }) { throw .scope(word.rawValue) }
      // What is narrow already can be narrowed no further to another item.
      if let old = rights.resource, let resource, old != resource { throw .invalidResource }
      narrowed = rights
      narrowed.actsForOthers = false
      narrowed.scopes = Set(words)
      narrowed.resource = resource ?? rights.resource
      return narrowed
    }
    return Grant(tokens: pair, narrowed: narrowed)
  }
}
