internal import ChunkModels
internal import HTTPTypes
internal import Hummingbird

/// OAuth 2: giving and revoking tokens.
extension RouteTable {
  func addTokenRoutes() {
    let grants = dispatcher.grants
    let secrets = dispatcher.secrets
    onTokenEndpoint(.post, "/token", .token) { exchange in
      let form = TokenForm(try await exchange.form())
      secrets?.note(form)
      grants.tokens.count(GrantType(form["grant_type"]))
      do {
        let grant = try grants.grant(form, audiences: Self.audiences(exchange))
        for secret in [grant.tokens.access, grant.tokens.refresh] { secrets?.note(secret) }
        return try Self.uncached(Answer.json(grant.model))
      } catch let refusal as TokenRefusal {
        grants.tokens.countRefusal()
        return try Self.uncached(Answer.json(refusal.model, status: .badRequest))
      }
    }
    onTokenEndpoint(.post, "/revoke", .revoke) { exchange in
      let form = TokenForm(try await exchange.form())
      secrets?.note(form)
      do {
        _ = try grants.applications.authenticate(form)
        grants.tokens.revoke(try form.required("token"))
        return Answer.empty(.ok)
      } catch let refusal as TokenRefusal {
        return try Answer.json(refusal.model, status: .badRequest)
      }
    }
  }

  /// What an assertion may be for: the service's own token endpoint, or this one.
  private static func audiences(_ exchange: Exchange) -> Set<String> {
    Set(tokenPrefixes.map { "\(exchange.baseURL)\($0)/token" } + ["https://api.box.com/oauth2/token"])
  }

  /// An answer that nobody may keep (RFC 6749, section 5.1).
  private static func uncached(_ response: Response) -> Response {
    var response = response
    response.headers[.cacheControl] = "no-store"
    return response
  }
}

extension TokenGrants.Grant {
  /// The grant as the service writes it.
  fileprivate var model: AccessToken {
    AccessToken(
      accessToken: tokens.access, expiresIn: Int64(exactly: tokens.lifetime.rounded()) ?? .max,
      tokenType: .bearer, restrictedTo: narrowed?.restrictions ?? [], refreshToken: tokens.refresh,
      issuedTokenType: narrowed == nil ? nil : .accessToken)
  }
}

extension TokenRights {
  /// What the token is restricted to, as answers list it.
  fileprivate var restrictions: [ResourceScope] {
    let object: Resource? =
      switch resource {
      case .file(let id): .file(FileMini(id: id, type: .file))
      case .folder(let id): .folder(FolderMini(id: id, type: .folder))
      case nil: nil
      }
    return (scopes ?? []).map { ResourceScope(scope: $0, object: object) }
      .sorted { ($0.scope?.rawValue ?? "") < ($1.scope?.rawValue ?? "") }
  }
}
