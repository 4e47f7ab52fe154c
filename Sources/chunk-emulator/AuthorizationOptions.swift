internal import ArgumentParser
internal import ChunkEmulator

/// Who may do what.
struct AuthorizationOptions: ParsableArguments {
  @Option(help: "The access token to accept; a random one if not given.")
  var token: String?

  @Option(
    help: ArgumentHelp(
      "A further access token, of another user, who cannot use the first one's sessions. Repeatable.",
      valueName: "token"))
  var otherToken: [String] = []

  @Option(help: "The refresh token to accept, once; each answer gives the next.")
  var refreshToken: String?

  @Option(help: "How long issued access tokens are valid, in seconds.")
  var tokenLifetime: Double?

  @Option(
    help: ArgumentHelp(
      """
      Register the application that this file describes, as Box's developer console gives it; then no other \
      gets a token. Repeatable. Without any, every application does.
      """, valueName: "file"),
    completion: .file())
  var app: [String] = []

  @Option(help: "How many users there are; their ids are 100000001 and so on.")
  var users: Int?

  @Option(
    help: ArgumentHelp("Have the server's clock go wrong: so far ahead, or behind.", valueName: "seconds"))
  var clockOffset: Double = 0

  @Option(
    help: ArgumentHelp(
      "Append every secret that is given or received to this file, one a line: for tests that search for them.",
      valueName: "file"),
    completion: .file())
  var secretsLog: String?

  func validate() throws {
    if let tokenLifetime, !SecondsArgument.isGood(tokenLifetime) {
      throw ValidationError("--token-lifetime must be \(SecondsArgument.rule)")
    }
    guard SecondsArgument.isGood(abs(clockOffset)) else {
      throw ValidationError("--clock-offset must be \(SecondsArgument.rule), or as far below 0")
    }
    if let users, !(1...Self.mostUsers).contains(users) {
      throw ValidationError("--users must be from 1 to \(Self.mostUsers)")
    }
  }

  /// Puts the options into a configuration.
  ///
  /// - Throws: for a file that describes no application.
  func apply(to configuration: inout EmulatorConfiguration) throws {
    configuration.token = token
    configuration.otherTokens = otherToken
    if let refreshToken { configuration.refreshToken = refreshToken }
    if let tokenLifetime { configuration.tokenLifetime = tokenLifetime }
    configuration.applications = try app.map { try EmulatorApplication.load(path: $0) }
    if let users { configuration.userCount = users }
    configuration.clockOffset = clockOffset
    configuration.secretsLog = secretsLog
  }

  private static let mostUsers = 1_000_000
}
