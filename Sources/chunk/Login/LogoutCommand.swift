import ArgumentParser
import ChunkCore
import ChunkModels

struct LogoutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logout",
    abstract: "End the login: revoke its tokens, and remove it.",
    discussion: """
      The service takes back the refresh token and the access token that belongs to it. If it cannot be reached, \
      the login stays, so that you can try again; --local removes the file alone, and the tokens live on until they \
      end by themselves: the refresh token after 60 days.
      """)

  @Flag(help: "Remove the file, and revoke nothing.")
  var local = false

  @OptionGroup(title: "Service") var service: ServiceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws { try service.credentials.validateForLogin() }

  func run() async throws {
    do {
      try await Signals.cancelling { [output] in
        output.stopping()
      } _: { [self] in
        try await logout()
      }
    } catch {
      throw output.fail(service.explained(ChunkError(any: error)))
    }
  }

  private func logout() async throws {
    let storage = try service.credentials.storage()
    guard storage.exists else { return say(storage, wasThere: false, isRevoked: false) }
    try await storage.lock()
    do {
      if !local, let login = try await storage.load() { try await revoke(login) }
      try await storage.save(nil)
      await storage.unlock()
    } catch {
      await storage.unlock()
      throw error
    }
    say(storage, wasThere: true, isRevoked: !local)
  }

  private func revoke(_ login: StoredLogin) async throws {
    let tokens = try service.tokenService(isQuiet: output.quiet) { Terminal.printError($0) }
    if let issuer = login.tokenURL, issuer != tokens.endpoints.tokenURL {
      throw ChunkError(
        .loginRequired, "The login is one at \(issuer), and the token URL is \(tokens.endpoints.tokenURL)",
        remedy: "Set --token-url to that of the login, or remove the login with --local")
    }
    guard let id = login.clientId, let secret = login.clientSecret else {
      throw ChunkError(
        .loginRequired, "The login does not say which app it belongs to",
        remedy: "Remove it with --local, and take the app's access back in your account's settings at Box")
    }
    do throws(ChunkError) {
      try await tokens.revoke(
        login.refreshToken, of: try OAuth2Application(clientId: id, clientSecret: secret))
    } catch {
      var error = error
      error.remedy += "; --local removes the login without revoking it"
      throw error
    }
  }

  private func say(_ storage: FileTokenStorage, wasThere: Bool, isRevoked: Bool) {
    if output.json {
      JSONLine.write(
        "finished",
        ["login_file": .string(storage.path), "removed": .bool(wasThere), "revoked": .bool(isRevoked)])
    } else if !output.quiet {
      let text =
        !wasThere
        ? "There is no login in '\(storage.path)'."
        : isRevoked
          ? "Logged out; the login's tokens are revoked."
          : "The login is removed; its tokens are not revoked."
      Terminal.print(Columns.printable(text))
    }
  }
}
