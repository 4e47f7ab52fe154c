import ChunkCoreTestSupport
import ChunkModels
import ChunkTransport
import ChunkTransportTesting
import Testing

@testable import ChunkCore

/// What goes to the token endpoint for each grant, and what its answers mean.
@Suite struct GrantRequestTests {
  @Test(arguments: [TokenSubject.enterprise("1234"), .user("567")])
  func clientCredentialsNameTheirSubject(subject: TokenSubject) async throws {
    let transport = MemoryTransport(.token(Secrets.access))
    let grant = try ClientCredentials(clientId: "app1", clientSecret: Secrets.client, subject: subject)
    let issued = try await grant.issue(replacing: nil, by: .scripted(transport))
    #expect(issued.token.secret == Secrets.access)
    #expect(issued.lifetime == .seconds(3600))
    let request = try #require(transport.requests.first)
    #expect(request.url == "https://api.box.com/oauth2/token")
    #expect(request.head.method == .post)
    #expect(request.field("content-type") == "application/x-www-form-urlencoded")
    #expect(request.field("authorization") == nil)
    #expect(
      request.form() == [
        "grant_type": "client_credentials", "client_id": "app1", "client_secret": Secrets.client,
        "box_subject_type": subject.type, "box_subject_id": subject.id,
      ])
  }

  @Test func aRefreshSendsTheStoredToken() async throws {
    let transport = MemoryTransport(.token("new", refreshToken: "next"))
    let login = OAuth2Login(storage: MemoryTokenStorage(.sample(access: nil)))
    let issued = try await login.issue(replacing: nil, by: .scripted(transport))
    #expect(issued.token.secret == "new")
    #expect(
      transport.requests.map { $0.form() } == [
        [
          "grant_type": "refresh_token", "client_id": "app1", "client_secret": Secrets.client,
          "refresh_token": Secrets.refresh,
        ]
      ])
  }

  @Test func aDownscopedTokenIsMadeOfTheParents() async throws {
    let transport = MemoryTransport(.token("small", expiresIn: 1800))
    let grant = try DownscopedTokens(
      of: StaticToken(BearerToken(Secrets.access)), scopes: [.itemUpload, .itemPreview],
      resource: "https://api.box.com/2.0/folders/11")
    let issued = try await grant.issue(replacing: nil, by: .scripted(transport))
    #expect(issued.token.secret == "small")
    #expect(
      transport.requests.map { $0.form() } == [
        [
          "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token": Secrets.access,
          "subject_token_type": "urn:ietf:params:oauth:token-type:access_token",
          "scope": "item_upload item_preview", "resource": "https://api.box.com/2.0/folders/11",
        ]
      ])
  }

  @Test func aSharedLinkIsNamedAsSuch() async throws {
    let transport = MemoryTransport(.token("small"))
    let grant = try DownscopedTokens(
      of: StaticToken(BearerToken(Secrets.access)), scopes: [.itemUpload],
      sharedLink: "https://app.box.com/s/abc")
    _ = try await grant.issue(replacing: nil, by: .scripted(transport))
    let form = try #require(transport.requests.first?.form())
    #expect(form["box_shared_link"] == "https://app.box.com/s/abc")
    #expect(form["resource"] == nil)
  }

  @Test func aParentThatIsRefusedIsAskedForItsNext() async throws {
    let transport = MemoryTransport { request in
      request.number == 0 ? .refusal("invalid_grant", "Invalid subject token") : .token("small")
    }
    let parent = try RenewingTokens("first", "second")
    let grant = try DownscopedTokens(of: parent, scopes: [.itemUpload])
    _ = try await grant.issue(replacing: nil, by: .scripted(transport))
    #expect(transport.requests.map { $0.form()["subject_token"] } == ["first", "second"])
    #expect(parent.rejected == ["first"])
  }

  @Test func whatIsNoScopeOrTwoPlacesAreRefused() throws {
    let parent = StaticToken(try BearerToken("t"))
    for error in [
      try refusal { try DownscopedTokens(of: parent, scopes: []) },
      try refusal { try DownscopedTokens(of: parent, scopes: ["item_upload item_delete"]) },
      try refusal { try DownscopedTokens(of: parent, scopes: [""]) },
      try refusal {
        try DownscopedTokens(
          of: parent, scopes: [.itemUpload], resource: "https://api.box.com/2.0/files/1",
          sharedLink: "https://app.box.com/s/a")
      },
    ] { #expect(error.kind == .invalidArgument) }
    let error = try refusal { try DownscopedTokens(of: parent, scopes: [.itemUpload], resource: "folders/1") }
    #expect(error.kind == .urlRefused)
  }

  @Test(arguments: [
    ("invalid_client", 400, ChunkError.Kind.credentialsRefused), ("invalid_grant", 400, .credentialsRefused),
    ("unauthorized_client", 400, .credentialsRefused), ("invalid_client", 401, .credentialsRefused),
    ("unsupported_grant_type", 400, .credentialsRefused), ("something_new", 403, .credentialsRefused),
  ])
  func aRefusalIsPermanentAndIsNotRepeated(code: String, status: Int, kind: ChunkError.Kind) async throws {
    let transport = MemoryTransport(.refusal(code, "Because.", status: status))
    let error = try await failure { try await Self.app().issue(replacing: nil, by: .scripted(transport)) }
    #expect(error.kind == kind)
    #expect(!error.isTemporary)
    #expect(error.answer?.status == status)
    #expect(error.answer?.code?.rawValue == code)
    #expect(error.message.contains("Because"))
    #expect(!error.remedy.isEmpty)
    #expect(transport.requests.count == 1)
  }

  @Test(arguments: [404, 405, 302])
  func whatIsNoTokenEndpointIsSaidToBeNone(status: Int) async throws {
    let transport = MemoryTransport(.text(status, "<html>nothing here</html>"))
    let error = try await failure { try await Self.app().issue(replacing: nil, by: .scripted(transport)) }
    #expect(error.kind == (status == 302 ? .redirected : .badRequest))
    #expect(error.remedy.contains("token URL"))
    #expect(transport.requests.count == 1)
  }

  @Test(arguments: [429, 500, 502, 503, 408])
  func whatMayPassIsTriedThreeTimes(status: Int) async throws {
    let transport = MemoryTransport(.empty(status))
    let clock = ImmediateClock()
    let error = try await failure {
      try await Self.app().issue(replacing: nil, by: .scripted(transport, clock: clock))
    }
    #expect(error.kind == .tokenUnavailable)
    #expect(error.isTemporary)
    #expect(transport.requests.count == 3)
    #expect(clock.sleeps.count == 2)
  }

  @Test func aConnectionThatIsLostIsTriedAgain() async throws {
    let transport = MemoryTransport(
      .failure(.connectionLost, .outcomeUnknown), .failure(.connectFailed, .neverSent), .token("t"))
    let issued = try await Self.app().issue(replacing: nil, by: .scripted(transport))
    #expect(issued.token.secret == "t")
  }

  @Test func retryAfterIsKept() async throws {
    let transport = MemoryTransport(.empty(429, [.retryAfter: "7"]), .token("t"))
    let clock = ImmediateClock()
    _ = try await Self.app().issue(replacing: nil, by: .scripted(transport, clock: clock))
    #expect(clock.sleeps.allSatisfy { $0 >= .seconds(7) })
    // A long one is for those to wait for who have patience.
    let long = MemoryTransport(.empty(429, [.retryAfter: "600"]))
    let error = try await failure { try await Self.app().issue(replacing: nil, by: .scripted(long)) }
    #expect(error.isTemporary)
    #expect(error.answer?.retryAfter == .seconds(600))
    #expect(long.requests.count == 1)
  }

  @Test(arguments: ["", "{}", "[]", "not JSON", #"{"access_token":""}"#, #"{"access_token":"a b"}"#])
  func anAnswerWithoutATokenIsNone(body: String) async throws {
    let transport = MemoryTransport(.text(200, body))
    let error = try await failure { try await Self.app().issue(replacing: nil, by: .scripted(transport)) }
    #expect(error.kind == .tokenUnavailable)
    #expect(error.remedy.contains("token URL"))
  }

  @Test(arguments: [nil, 0, -5, 1e300, 3600.5])
  func oddLifetimesDoNoHarm(seconds: Double?) async throws {
    let transport = MemoryTransport(.token("t", expiresIn: seconds))
    let issued = try await Self.app().issue(replacing: nil, by: .scripted(transport))
    #expect((issued.lifetime == nil) == (seconds ?? 0 <= 0))
  }

  @Test func revokingSendsTheTokenAndTheApp() async throws {
    let transport = MemoryTransport(.empty(200))
    let service = TokenService.scripted(transport)
    try await service.revoke(Secrets.refresh, of: .sample())
    let request = try #require(transport.requests.first)
    #expect(request.url == "https://api.box.com/oauth2/revoke")
    let form = request.form()
    #expect(form["token"] == Secrets.refresh)
    #expect(form["client_id"] == "app1")
    #expect(form["client_secret"] == Secrets.client)
  }

  private static func app() throws -> ClientCredentials {
    try ClientCredentials(clientId: "app1", clientSecret: Secrets.client, subject: .enterprise("1234"))
  }
}
