internal import ArgumentParser
internal import ChunkEmulator

/// Where the server listens, and where it keeps what it receives.
struct ServerOptions: ParsableArguments {
  @Option(help: "The port on the loopback interface; 0 takes a free one.")
  var port = 0

  @Option(
    help: ArgumentHelp(
      "Where content is kept; a server on the same directory has it again. Temporary if not given.",
      valueName: "directory"),
    completion: .directory)
  var dataDir: String?

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
      "Serve https with this certificate chain (PEM). It should name localhost and 127.0.0.1.",
      valueName: "file"),
    completion: .file())
  var tlsCert: String?

  @Option(
    help: ArgumentHelp("The private key of the certificate (PEM).", valueName: "file"), completion: .file())
  var tlsKey: String?

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port must be from 0 to 65535") }
    if let tokenLifetime, !SecondsArgument.isGood(tokenLifetime) {
      throw ValidationError("--token-lifetime must be \(SecondsArgument.rule)")
    }
    guard (tlsCert == nil) == (tlsKey == nil) else {
      throw ValidationError("--tls-cert and --tls-key belong together")
    }
  }

  /// Puts the options into a configuration.
  func apply(to configuration: inout EmulatorConfiguration) {
    configuration.port = port
    configuration.dataDirectory = dataDir
    configuration.token = token
    configuration.otherTokens = otherToken
    if let refreshToken { configuration.refreshToken = refreshToken }
    if let tokenLifetime { configuration.tokenLifetime = tokenLifetime }
    if let tlsCert, let tlsKey {
      configuration.tls = TLSFiles(certificatePath: tlsCert, keyPath: tlsKey)
    }
  }
}
