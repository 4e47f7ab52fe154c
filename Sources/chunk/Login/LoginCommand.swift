import ArgumentParser
import ChunkCore
import ChunkModels

struct LoginCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login",
    abstract: "Log in in a browser, and keep the login.",
    discussion: """
      Opens Box's page in a browser, where you allow the app to act for you, and keeps what comes of it in a file \
      that is for you alone. Other commands use it and renew it; 'chunk logout' ends it. The app is one of yours, \
      with user authentication (OAuth 2.0), from Box's developer console: its client id and secret are in \
      BOX_CLIENT_ID and BOX_CLIENT_SECRET, and http://127.0.0.1:PORT/callback is among its redirect URIs, with the \
      port that is given with --port. To log in again, the app of the login that is there does.
      """)

  @Option(
    help: ArgumentHelp(
      "The loopback port that the browser comes back to. (default: one that is free)", valueName: "number"))
  var port: UInt16?

  @Option(
    help: ArgumentHelp(
      "Where the browser comes back to, if that is not http://127.0.0.1:PORT/callback; with --no-browser it may be "
        + "anywhere.", valueName: "uri"))
  var redirectUri: String?

  @Flag(
    help: "Open nothing: print the page's URL, and read from standard input the URL that the browser ends at."
  )
  var noBrowser = false

  @Option(
    help: ArgumentHelp("How long to wait for you.", valueName: "seconds"))
  var timeout: Int = 300

  @Option(
    help: ArgumentHelp(
      "The page to log in on. [$CHUNK_AUTHORIZE_URL] (default: https://account.box.com/api/oauth2/authorize)",
      valueName: "url"))
  var authorizeUrl: String?

  @OptionGroup(title: "Service") var service: ServiceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    try service.credentials.validateForLogin()
    guard (1...86_400).contains(timeout) else { throw ValidationError("--timeout takes 1 to 86400 seconds.") }
    if redirectUri != nil, port != nil { throw ValidationError("Give --port or --redirect-uri, not both.") }
  }

  func run() async throws {
    do {
      try await Signals.cancelling { [output] in
        output.stopping()
      } _: { [self] in
        try await login()
      }
    } catch {
      throw output.fail(service.explained(ChunkError(any: error)))
    }
  }

  private func login() async throws {
    let tokens = try service.tokenService(
      isQuiet: output.quiet,
      authorize: EndpointSetting(
        flag: "--authorize-url", variable: "CHUNK_AUTHORIZE_URL", given: authorizeUrl)
    ) { Terminal.printError($0) }
    let storage = try service.credentials.storage()
    let application = try await application(storage)
    let login: StoredLogin
    if noBrowser {
      login = try await byHand(application, tokens, storage)
    } else {
      login = try await inBrowser(application, tokens, storage)
    }
    await tell(login, storage, tokens)
  }

  /// The app in the environment, or else that of the login that is there.
  private func application(_ storage: FileTokenStorage) async throws -> OAuth2Application {
    let stored = AppSetting.id == nil || AppSetting.secret == nil ? try? await storage.load() : nil
    guard let id = AppSetting.id ?? stored?.clientId,
      let secret = AppSetting.secret ?? (stored?.clientId == id ? stored?.clientSecret : nil)
    else {
      let missing = AppSetting.id == nil ? AppSetting.idVariable : AppSetting.secretVariable
      throw ChunkError(
        .invalidArgument, "There is no app to log in to: \(missing) is not set",
        remedy:
          "Set \(AppSetting.idVariable) and \(AppSetting.secretVariable) to those of your app, from Box's "
          + "developer console")
    }
    return try OAuth2Application(clientId: id, clientSecret: secret)
  }

  private func inBrowser(
    _ application: OAuth2Application, _ tokens: TokenService, _ storage: FileTokenStorage
  ) async throws -> StoredLogin {
    let place = try RedirectPlace(redirectUri, port: port ?? 0)
    let listener = try RedirectListener(port: place.port)
    let uri = redirectUri ?? "http://127.0.0.1:\(listener.port)\(place.path)"
    let request = try AuthorizationRequest(
      application: application, redirectURI: uri, endpoints: tokens.endpoints)
    say(request, "Log in on this page:")
    if Browser.open(request.url) {
      note("It was opened in your browser.")
    } else {
      note("Open it in a browser on this machine; elsewhere, use --no-browser.")
    }
    let answer = try await listener.answer(to: request, at: place.path, within: .seconds(timeout)) {
      ignored in
      note("An answer was not taken: \(ignored.message).")
    }
    do {
      let login = try await completed(answer.code, tokens, storage)
      answer.show(.success)
      return login
    } catch {
      answer.show(.failure)
      throw error
    }
  }

  private func byHand(
    _ application: OAuth2Application, _ tokens: TokenService, _ storage: FileTokenStorage
  ) async throws -> StoredLogin {
    let request = try AuthorizationRequest(
      application: application,
      redirectURI: redirectUri ?? "http://127.0.0.1:\(port ?? 8080)/callback",
      endpoints: tokens.endpoints)
    say(request, "Open this page in a browser, anywhere, and log in:")
    note(
      "It ends at a page of \(request.redirectURI), which need not load. Paste that page's whole URL here:")
    let line = try await InputLine.read(within: .seconds(timeout))
    return try await completed(try request.code(fromRedirect: line), tokens, storage)
  }

  /// Gets the login's tokens and keeps them.
  private func completed(
    _ code: AuthorizationCode, _ tokens: TokenService, _ storage: FileTokenStorage
  ) async throws -> StoredLogin {
    // Before the code is used: it is good once, and what it gives must not be lost.
    try await storage.lock()
    do {
      let login = try await tokens.login(with: code)
      try await storage.save(login)
      await storage.unlock()
      return login
    } catch {
      await storage.unlock()
      throw error
    }
  }

  private func say(_ request: AuthorizationRequest, _ words: String) {
    if output.json {
      JSONLine.write(
        "authorize", ["url": .string(request.url), "redirect_uri": .string(request.redirectURI)])
    } else {
      // It is what the command is for, so also with --quiet.
      Terminal.printError("\(words)\n\n  \(request.url)\n")
    }
  }

  private func note(_ words: String) {
    if !output.isSilent { Terminal.printError(words) }
  }

  /// Says who has logged in. That this cannot be asked does not make the login a failure.
  private func tell(_ login: StoredLogin, _ storage: FileTokenStorage, _ tokens: TokenService) async {
    var user: User?
    if let token = login.accessToken.flatMap({ try? BearerToken($0) }) {
      let manager = ChunkedUploadsManager(
        transport: tokens.transport, tokens: StaticToken(token), endpoints: tokens.endpoints,
        limits: tokens.limits, logger: tokens.logger)
      user = try? await manager.getCurrentUser().value
    }
    if output.json {
      var fields: [String: JSONValue] = ["login_file": .string(storage.path)]
      fields["user"] = user.flatMap { try? JSONValue(encoding: $0) }
      JSONLine.write("finished", fields)
    } else if !output.quiet {
      let who = user.map { " as \($0.words)" } ?? ""
      Terminal.print(Columns.printable("Logged in\(who). The login is kept in '\(storage.path)'."))
    }
    if let first = service.credentials.set.first, first != .login(storage.path) {
      note("It is not used as long as another comes first: \(first.description).")
    }
  }
}

extension User {
  /// Who it is, in words.
  var words: String {
    let address = login.map { " <\($0)>" } ?? ""
    return "\(name ?? "a user")\(address), id \(id ?? "unknown")"
  }
}
