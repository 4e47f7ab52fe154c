internal import ChunkModels
internal import HTTPTypes
internal import Hummingbird

/// OAuth 2: issuing and revoking tokens.
///
/// Client ids and secrets are not checked, nor is the signature of an assertion: the emulator knows no
/// applications.
extension RouteTable {
  func addTokenRoutes() {
    let tokens = dispatcher.tokens
    let lifetime = Int64(exactly: dispatcher.configuration.tokenLifetime.rounded()) ?? .max
    onTokenEndpoint("/token", .token) { exchange in
      let form = try await exchange.form()
      do {
        let grant = try Grant(form, tokens)
        return try Answer.json(
          AccessToken(
            accessToken: tokens.issueAccess(), expiresIn: lifetime, tokenType: .bearer, restrictedTo: [],
            refreshToken: grant.isRefreshable ? tokens.issueRefresh() : nil,
            issuedTokenType: grant.isExchange ? .accessToken : nil))
      } catch let refusal as GrantRefused {
        return try Answer.json(
          OAuth2Error(error: .invalidGrant, errorDescription: refusal.reason), status: .badRequest)
      }
    }
    onTokenEndpoint("/revoke", .revoke) { exchange in
      if let token = try await exchange.form()["token"] { tokens.revoke(token) }
      return Answer.empty(.ok)
    }
  }
}

/// Why no token is issued.
private struct GrantRefused: Error {
  var reason: String
}

/// What a request for a token shows.
private struct Grant {
  /// The answer has a refresh token too.
  var isRefreshable = false
  /// The token is made of another one.
  var isExchange = false

  init(_ form: [String: String], _ tokens: TokenRegistry) throws(GrantRefused) {
    let value = { (name: String) in form[name].flatMap { $0.isEmpty ? nil : $0 } }
    switch form["grant_type"] {
    case "client_credentials":
      guard value("client_id") != nil, value("client_secret") != nil else {
        throw GrantRefused(reason: "Grant credentials are invalid")
      }
    case "refresh_token":
      guard let token = value("refresh_token"), tokens.consumeRefresh(token) else {
        throw GrantRefused(reason: "Refresh token has expired")
      }
      isRefreshable = true
    case "authorization_code":
      guard let code = value("code"), tokens.consumeCode(code) else {
        throw GrantRefused(reason: "Authorization code has expired")
      }
      isRefreshable = true
    case "urn:ietf:params:oauth:grant-type:jwt-bearer":
      guard value("assertion") != nil else { throw GrantRefused(reason: "Assertion is missing") }
    case "urn:ietf:params:oauth:grant-type:token-exchange":
      guard let token = value("subject_token"), tokens.user(ofToken: token) != nil else {
        throw GrantRefused(reason: "Invalid subject token")
      }
      isExchange = true
    default:
      throw GrantRefused(reason: "Unsupported grant type")
    }
  }
}
