import ArgumentParser
import ChunkCore

/// What the service is asked with. A secret is never an argument: it is in a file or in the environment.
struct CredentialOptions: ParsableArguments, Sendable {
  @Option(
    help: ArgumentHelp(
      "A file that holds the access token alone. [$CHUNK_TOKEN_FILE] (default: the token in $BOX_ACCESS_TOKEN)",
      valueName: "file"),
    completion: .file())
  var tokenFile: String?

  @Option(
    help: ArgumentHelp(
      "The JSON of an app that signs with a key (JWT), from Box's developer console. [$BOX_CONFIG_FILE]",
      valueName: "file"),
    completion: .file())
  var config: String?

  @Option(
    help: ArgumentHelp(
      "Where 'chunk login' keeps the login. [$CHUNK_LOGIN_FILE] "
        + "(default: $XDG_CONFIG_HOME/chunk/login.json, or ~/.config/chunk/login.json)",
      valueName: "file"),
    completion: .file())
  var loginFile: String?

  @Option(
    help: ArgumentHelp(
      "Act for the user of this id, with every request (As-User). [$CHUNK_AS_USER]", valueName: "id"))
  var asUser: String?

  func validate() throws {
    if tokenFile != nil, config != nil { throw ValidationError("Give --token-file or --config, not both.") }
  }

  /// For the commands that deal with the login itself, and use nothing else.
  func validateForLogin() throws {
    guard tokenFile == nil, config == nil, asUser == nil else {
      throw ValidationError("A login has no use for --token-file, --config and --as-user; leave them out.")
    }
  }

  /// The user who is acted for.
  var user: String? { Environment.value(asUser, "CHUNK_AS_USER") }

  /// Where a login is kept.
  ///
  /// - Throws: ``ChunkError`` if no file is named and the user has no home.
  func storage() throws(ChunkError) -> FileTokenStorage {
    if let path = Environment.value(loginFile, "CHUNK_LOGIN_FILE") { return FileTokenStorage(path: path) }
    return try FileTokenStorage.standard()
  }

  /// The flags among these, to go into a command that is to be pasted.
  var words: [String] {
    let flags = [
      ("--token-file", tokenFile), ("--config", config), ("--login-file", loginFile), ("--as-user", asUser),
    ]
    return flags.flatMap(ShellWord.option)
  }

  /// All credentials that are set, the one that wins first: flags before variables, finished tokens before what
  /// tokens are got with, and a login last.
  var set: [CredentialSource] {
    var sources: [CredentialSource] = []
    if let tokenFile { sources.append(.tokenFile(tokenFile)) }
    if let config { sources.append(.app(config)) }
    // The flag has the variable's place taken.
    if tokenFile == nil, let path = Environment.value(nil, "CHUNK_TOKEN_FILE") {
      sources.append(.tokenFile(path))
    }
    if Environment.value(nil, AccessTokenSetting.variable) != nil { sources.append(.accessToken) }
    if config == nil, let path = Environment.value(nil, "BOX_CONFIG_FILE") { sources.append(.app(path)) }
    if AppSetting.id != nil, AppSetting.secret != nil, let subject = AppSetting.subject {
      sources.append(.clientCredentials(subject))
    }
    if let storage = try? storage(), storage.exists { sources.append(.login(storage.path)) }
    return sources
  }
}

/// An app in the environment.
enum AppSetting {
  static let idVariable = "BOX_CLIENT_ID"
  static let secretVariable = "BOX_CLIENT_SECRET"

  static var id: String? { Environment.value(nil, idVariable) }
  static var secret: String? { Environment.value(nil, secretVariable) }

  /// Whom the app's tokens stand for. A user is more than the enterprise that he is in.
  static var subject: TokenSubject? {
    if let user = Environment.value(nil, "BOX_USER_ID") { return .user(user) }
    return Environment.value(nil, "BOX_ENTERPRISE_ID").map { .enterprise($0) }
  }

  /// What is missing for client credentials, if something of them is there.
  static var missing: String? {
    guard id != nil || secret != nil else { return nil }
    var names: [String] = []
    if id == nil { names.append(idVariable) }
    if secret == nil { names.append(secretVariable) }
    if subject == nil { names.append("BOX_ENTERPRISE_ID or BOX_USER_ID") }
    return names.joined(separator: " and ")
  }
}
