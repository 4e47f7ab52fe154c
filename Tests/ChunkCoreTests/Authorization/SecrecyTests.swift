import ChunkCoreTestSupport
import ChunkModels
import ChunkTestSupport
import ChunkTransport
import ChunkTransportTesting
import Foundation
import Testing

@testable import ChunkCore

/// No way of printing shows a secret, and no error or log repeats one.
@Suite struct SecrecyTests {
  private static func application() throws -> OAuth2Application { try .sample() }

  @Test func nothingThatHoldsASecretShowsIt() async throws {
    let login = StoredLogin.sample()
    let request = try AuthorizationRequest(application: .sample(), redirectURI: "http://127.0.0.1:1/")
    let state = try #require(
      URLComponents(string: request.url)?.queryItems?.first { $0.name == "state" }?.value)
    let code = try request.code(fromRedirect: "/?state=\(state)&code=\(Secrets.code)")
    let configuration = JWTConfiguration(
      clientId: "app1", clientSecret: Secrets.client, publicKeyId: "k",
      privateKey: try await RSAMaterial.shared().pem(.encrypted), passphrase: RSAMaterial.passphrase,
      enterpriseId: "1")
    let storage = MemoryTokenStorage(login)
    let service = TokenService.scripted(MemoryTransport(.token(Secrets.access)))
    let credentials = try ClientCredentials(
      clientId: "app1", clientSecret: Secrets.client, subject: .user("1"))
    let tokens = IssuedTokens(credentials, from: service)
    _ = try await tokens.token(replacing: nil)
    let things: [Any] = [
      login, code, request, configuration, try OAuth2Application.sample(), credentials, storage,
      try JWTCredentials(configuration: configuration), OAuth2Login(storage: storage, application: .none),
      OAuth2Login(storage: storage, application: try .sample()), tokens,
      IssuedToken(
        token: try BearerToken(Secrets.access), lifetime: .seconds(1), refreshToken: Secrets.refresh),
      try DownscopedTokens(
        of: tokens, scopes: [.itemUpload], sharedLink: "https://box.com/s/access-token-77aa03"),
      TokenFailure(ChunkError(.internal, "m", remedy: "r")),
    ]
    for thing in things {
      var dumped = ""
      dump(thing, to: &dumped)
      for text in ["\(thing)", String(reflecting: thing), "\([thing])", dumped] {
        #expect(!Secrets.areIn(text), "\(type(of: thing)): \(text)")
        #expect(!text.contains(state))
      }
    }
  }

  /// A proxy's page may repeat all that was sent, as it was sent.
  @Test func anAnswerThatRepeatsTheRequestIsQuotedWithoutItsSecrets() async throws {
    let echo = MemoryTransport { request in
      let body = String(decoding: request.body, as: UTF8.self)
      return .text(400, "{\"error\":\"invalid_grant\",\"error_description\":\"you sent \(body)\"}")
    }
    let page = MemoryTransport { request in
      .text(502, "<p>" + String(decoding: request.body, as: UTF8.self))
    }
    let configuration = JWTConfiguration(
      clientId: "app1", clientSecret: Secrets.client + "+/=&x", publicKeyId: "k",
      privateKey: try await RSAMaterial.shared().pem(.plain), enterpriseId: "1")
    let makers: [@Sendable () throws -> any TokenGrant] = [
      {
        try ClientCredentials(
          clientId: "app1", clientSecret: Secrets.client + "+/=&x", subject: .enterprise("1"))
      },
      { try JWTCredentials(configuration: configuration) },
      { OAuth2Login(storage: MemoryTokenStorage(.sample(refresh: Secrets.refresh + "%&"))) },
      { try DownscopedTokens(of: StaticToken(BearerToken(Secrets.access)), scopes: [.itemUpload]) },
    ]
    for make in makers {
      for transport in [echo, page] {
        let grant = try make()
        let log = LogCollector()
        let service = TokenService(transport: transport, clock: ImmediateClock(), logger: log.logger)
        let error = try await failure {
          try await grant.issue(replacing: BearerToken(Secrets.access), by: service)
        }
        var dumped = ""
        dump(error, to: &dumped)
        for text in ["\(error)", String(reflecting: error), dumped] + log.all {
          #expect(!Secrets.areIn(text), "\(text)")
          #expect(!text.contains("eyJ"), "no assertion either: \(text)")
        }
        #expect(!log.all.isEmpty)
      }
    }
  }

  @Test func redactionFindsWhatIsWrittenInAnotherWay() {
    let secret = "pass word+100%/x"
    #expect(Redaction.redacted("a pass word+100%/x b", [secret]) == "a (redacted) b")
    #expect(Redaction.redacted("a=pass%20word%2B100%25%2Fx&", [secret]) == "a=(redacted)&")
    #expect(Redaction.redacted("nothing", [secret]) == "nothing")
    #expect(Redaction.redacted("short", ["short"]) == "short")
    #expect(Redaction.contains("jti", in: "the 'jti' claim"))
    #expect(!Redaction.contains("jti", in: "jt"))
  }
}
