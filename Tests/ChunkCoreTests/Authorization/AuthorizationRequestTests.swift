import ChunkCoreTestSupport
import ChunkDigest
import ChunkTestSupport
import ChunkTransportTesting
import Foundation
import Testing

@testable import ChunkCore

/// A login in a browser: what the URL says, and which answers are taken.
@Suite struct AuthorizationRequestTests {
  private static let redirect = "http://127.0.0.1:4711/callback"

  private func request(_ endpoints: ServiceEndpoints = .box) throws -> AuthorizationRequest {
    try AuthorizationRequest(application: .sample(), redirectURI: Self.redirect, endpoints: endpoints)
  }

  private func query(_ url: String) throws -> [String: String] {
    let items = try #require(URLComponents(string: url)?.queryItems)
    return Dictionary(items.map { ($0.name, $0.value ?? "") }) { first, _ in first }
  }

  @Test func theURLHoldsAStateAndAChallengeAndNoSecret() throws {
    let one = try request()
    let fields = try query(one.url)
    #expect(one.url.hasPrefix("https://account.box.com/api/oauth2/authorize?"))
    #expect(fields["response_type"] == "code")
    #expect(fields["client_id"] == "app1")
    #expect(fields["redirect_uri"] == Self.redirect)
    #expect(fields["code_challenge_method"] == "S256")
    // 32 random bytes each.
    #expect(fields["state"]?.count == 43)
    #expect(fields["code_challenge"]?.count == 43)
    #expect(!one.url.contains(Secrets.client))
    let other = try query(try request().url)
    #expect(other["state"] != fields["state"])
    #expect(other["code_challenge"] != fields["code_challenge"])
  }

  @Test func theVerifierIsTheOneOfTheChallenge() async throws {
    let request = try request()
    let fields = try query(request.url)
    let code = try request.code(
      fromRedirect: "\(Self.redirect)?code=\(Secrets.code)&state=\(fields["state"] ?? "")")
    let transport = MemoryTransport(.token(Secrets.access, refreshToken: Secrets.refresh))
    let now = Date(timeIntervalSince1970: 1_800_000_000)
    let login = try await TokenService.scripted(transport, now: now).login(with: code)
    #expect(
      login
        == .sample(issuedAt: now, expiresAt: now.addingTimeInterval(3600)))
    let form = try #require(transport.requests.first?.form())
    let verifier = try #require(form["code_verifier"])
    // RFC 7636, 4.6.
    let challenge = try SHA256.digest(of: verifier.utf8).base64
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    #expect(challenge == fields["code_challenge"])
    #expect(form["code"] == Secrets.code)
    #expect(form["redirect_uri"] == Self.redirect)
    #expect(form["grant_type"] == "authorization_code")
    #expect(form["client_secret"] == Secrets.client)
  }

  @Test func pathAndQueryAloneAreTakenToo() throws {
    let request = try request()
    let state = try query(request.url)["state"] ?? ""
    #expect(try request.code(fromRedirect: "/callback?state=\(state)&code=a%2Fb").code == "a/b")
  }

  /// Only who knows the state is heard; others cannot even end the login.
  @Test func whatIsNoAnswerToThisLoginIsNotTaken() throws {
    let request = try request()
    let state = try query(request.url)["state"] ?? ""
    let code = "?code=\(Secrets.code)"
    for query in [
      code, "\(code)&state=", "\(code)&state=x", "\(code)&state=\(state)x",
      "\(code)&state=\(state.dropLast())",
      "\(code)&state=\(state.uppercased())", "?error=access_denied", "",
    ] {
      let error = try refusal { try request.code(fromRedirect: Self.redirect + query) }
      #expect(error.kind == .invalidArgument)
      #expect(!"\(error)".contains(Secrets.code))
      #expect(!"\(error)".contains(state))
      #expect(!error.remedy.isEmpty)
    }
  }

  @Test func anAnswerWithoutACodeIsTheEnd() throws {
    let request = try request()
    let state = try query(request.url)["state"] ?? ""
    for query in [
      "", "&code=", "&error=access_denied&error_description=The+user+said+no", "&error=x%1b%5b31m",
    ] {
      let error = try refusal { try request.code(fromRedirect: "\(Self.redirect)?state=\(state)\(query)") }
      #expect(error.kind == .loginRequired)
      #expect(!"\(error)".contains("\u{1b}"))
      #expect(!error.remedy.isEmpty)
    }
    let said = try refusal {
      try request.code(fromRedirect: "/?state=\(state)&error=access_denied&error_description=no")
    }
    #expect(said.message.contains("access_denied: no"))
  }

  @Test func aCodeIsSentOnce() async throws {
    let request = try request()
    let state = try query(request.url)["state"] ?? ""
    let code = try request.code(fromRedirect: "/?state=\(state)&code=\(Secrets.code)")
    let refused = MemoryTransport(.refusal("invalid_grant", "Auth code doesn't exist or is invalid"))
    let error = try await failure { try await TokenService.scripted(refused).login(with: code) }
    #expect(error.kind == .loginRequired)
    #expect(error.remedy.contains("30 seconds"))
    let lost = MemoryTransport(.failure(.connectionLost, .outcomeUnknown))
    _ = try await failure { try await TokenService.scripted(lost).login(with: code) }
    #expect(lost.requests.count == 1)
    let short = MemoryTransport(.token("t"))
    let incomplete = try await failure { try await TokenService.scripted(short).login(with: code) }
    #expect(incomplete.message.contains("without a refresh token"))
  }

  @Test(arguments: ["http://evil.example/cb", "callback", "ftp://127.0.0.1/", "http://me@127.0.0.1/"])
  func aRedirectToElsewhereIsRefused(uri: String) throws {
    let error = try refusal { try AuthorizationRequest(application: .sample(), redirectURI: uri) }
    #expect(error.kind == .urlRefused)
  }
}
