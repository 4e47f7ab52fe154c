import ChunkCore

/// One of the credentials that the program can be given, and where it is.
enum CredentialSource: Equatable, Sendable {
  /// A token in a file.
  case tokenFile(String)
  /// A token in the environment.
  case accessToken
  /// An app's configuration, with its key, in a file.
  case app(String)
  /// An app's id and secret in the environment.
  case clientCredentials(TokenSubject)
  /// A user's login in a file.
  case login(String)

  /// A word for it, stable between versions.
  var word: String {
    switch self {
    case .tokenFile: "token_file"
    case .accessToken: "access_token"
    case .app: "app_key"
    case .clientCredentials: "client_credentials"
    case .login: "login"
    }
  }

  /// What it is and where, for messages.
  var description: String {
    switch self {
    case .tokenFile(let path): "the token file '\(path)'"
    case .accessToken: AccessTokenSetting.variable
    case .app(let path): "the app's key in '\(path)'"
    case .clientCredentials(let subject):
      "the client credentials in \(AppSetting.idVariable) and \(AppSetting.secretVariable), for "
        + subject.words
    case .login(let path): "the login in '\(path)'"
    }
  }

  /// Whether it is a token itself, which nothing renews.
  var isToken: Bool {
    switch self {
    case .tokenFile, .accessToken: true
    default: false
    }
  }

  /// What gives tokens from it.
  ///
  /// - Throws: ``ChunkError`` if it cannot be used.
  func tokens(from service: TokenService) throws(ChunkError) -> any TokenProvider {
    switch self {
    case .tokenFile(let path): return try TokenFileTokens(path: path)
    case .accessToken: return StaticToken(try AccessTokenSetting.tokenInEnvironment())
    case .app(let path):
      let app = try JWTCredentials(
        configuration: try JWTConfiguration(path: path), subject: AppSetting.subject)
      return IssuedTokens(app, from: service)
    case .clientCredentials(let subject):
      let app = try ClientCredentials(
        clientId: AppSetting.id ?? "", clientSecret: AppSetting.secret ?? "", subject: subject)
      return IssuedTokens(app, from: service)
    case .login(let path):
      let tokens = IssuedTokens(OAuth2Login(storage: FileTokenStorage(path: path)), from: service)
      LoginRenewal.watch(tokens)
      return tokens
    }
  }

  /// That there are none at all.
  static var missing: ChunkError {
    let remedy =
      "Set \(AccessTokenSetting.variable), name a file that holds a token with --token-file, or log in with "
      + "'chunk login'; see 'chunk help' for others"
    guard let missing = AppSetting.missing else {
      return ChunkError(.tokenUnavailable, "There is no access token", remedy: remedy)
    }
    return ChunkError(
      .tokenUnavailable, "There is no access token, and for client credentials \(missing) is not set",
      remedy: "Set it; or " + remedy.prefix(1).lowercased() + remedy.dropFirst())
  }
}

extension TokenSubject {
  /// Whom it names, in words.
  var words: String {
    switch self {
    case .enterprise(let id): "enterprise \(id)"
    case .user(let id): "user \(id)"
    }
  }
}
