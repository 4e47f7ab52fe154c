internal import ChunkCore
internal import ChunkModels

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What a client gets its tokens by, as its options say: one way, and no two.
enum Credentials {
  /// The program gives finished tokens: one at the start, more when it is asked, or both.
  case tokens(BearerToken?)
  /// The library gets them.
  case grant(any TokenGrant)

  /// - Parameter desk: Where the login of a program asks.
  /// - Throws: ``ChunkError`` if there is no way, or several, or something is missing or cannot be read.
  init(_ settings: Settings, _ desk: LoginDesk) throws(ChunkError) {
    let texts = settings.texts
    var ways = Self.options.filter { texts[$0] != nil }.map { "the option \"\($0)\"" }
    if settings.token != nil, texts["access_token"] == nil { ways.append("the token function") }
    if settings.login != nil { ways.append("the login functions") }
    let hasApplication = texts["client_id"] != nil || texts["client_secret"] != nil
    if ways.isEmpty, hasApplication { ways.append("client credentials") }
    guard let way = ways.first else {
      throw ChunkError(
        .tokenUnavailable, "The client has nothing to get an access token with",
        remedy: "Set the option \"access_token\", a token function, \"client_id\" and \"client_secret\", "
          + "\"jwt_config_file\", or \"login_file\"")
    }
    guard ways.count == 1 else {
      throw ChunkError(
        .invalidArgument, "The client has \(way) and \(ways[1]) to get tokens with", remedy: "Set one of them"
      )
    }
    if texts["access_token"] != nil || settings.token != nil {
      self = .tokens(try texts["access_token"].map { text throws(ChunkError) in try BearerToken(text) })
    } else if texts["jwt_config"] != nil || texts["jwt_config_file"] != nil {
      self = .grant(
        try JWTCredentials(configuration: Self.configuration(texts), subject: Self.subject(texts)))
    } else if settings.login != nil || texts["login_file"] != nil {
      let storage: any TokenStorage =
        texts["login_file"].map { FileTokenStorage(path: $0) } ?? ProgramStorage(desk: desk)
      let application = hasApplication ? try Self.application(texts) : nil
      self = .grant(OAuth2Login(storage: storage, application: application))
    } else {
      let application = try Self.application(texts)
      guard let subject = Self.subject(texts) else {
        throw ChunkError(
          .invalidArgument, "Client credentials are for an enterprise or a user, and neither is named",
          remedy: "Set the option \"enterprise_id\" or \"user_id\"")
      }
      self = .grant(
        try ClientCredentials(
          clientId: application.clientId, clientSecret: application.clientSecret, subject: subject))
    }
  }

  /// Options of which each is a way of its own.
  private static let options = ["access_token", "jwt_config", "jwt_config_file", "login_file"]

  private static func configuration(_ texts: [String: String]) throws(ChunkError) -> JWTConfiguration {
    if let text = texts["jwt_config"] { return try JWTConfiguration(json: Data(text.utf8)) }
    return try JWTConfiguration(path: texts["jwt_config_file"] ?? "")
  }

  private static func application(_ texts: [String: String]) throws(ChunkError) -> OAuth2Application {
    guard let id = texts["client_id"], let secret = texts["client_secret"] else {
      throw ChunkError(
        .invalidArgument, "The options \"client_id\" and \"client_secret\" belong together",
        remedy: "Set both, as the app's configuration in Box's developer console has them")
    }
    return try OAuth2Application(clientId: id, clientSecret: secret)
  }

  private static func subject(_ texts: [String: String]) -> TokenSubject? {
    texts["user_id"].map { .user($0) } ?? texts["enterprise_id"].map { .enterprise($0) }
  }
}

extension Settings {
  /// Tokens that permit less, made of those of a provider; `nil` if they are not asked for.
  func downscoped(_ parent: any TokenProvider) throws(ChunkError) -> DownscopedTokens? {
    guard let scopes = texts["downscope"] else {
      guard texts["downscope_resource"] == nil else {
        throw ChunkError(
          .invalidArgument, "The option \"downscope_resource\" is nothing without scopes",
          remedy: "Set the option \"downscope\", such as item_upload")
      }
      return nil
    }
    return try DownscopedTokens(
      of: parent, scopes: scopes.split(separator: " ").map { TokenScope(rawValue: String($0)) },
      resource: texts["downscope_resource"])
  }
}
