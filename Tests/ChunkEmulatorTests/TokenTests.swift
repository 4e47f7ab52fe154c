import ChunkModels
import Foundation
import Testing

@testable import ChunkEmulator

/// Refresh tokens, client credentials, the end of tokens, and acting for others.
@Suite struct TokenTests {
  private func refresh(_ client: Client, _ token: String?, as id: String = "an-app") async throws
    -> CurlAnswer
  {
    try await client.token(
      ["grant_type": "refresh_token", "refresh_token": token ?? "", "client_id": id])
  }

  @Test func refreshTokensAreGoodForOneUse() async throws {
    try await withEmulator { client in
      let first = try await refresh(client, "emulator-refresh-token")
      #expect(first.status == 200)
      #expect(first.headers["cache-control"] == "no-store")
      #expect(first.json["expires_in"] == 3600)
      #expect(try await client.user(of: first.accessToken) == "100000001")
      let again = try await refresh(client, "emulator-refresh-token")
      #expect(again.refusal == "invalid_grant: Refresh token has expired")
      #expect(try await refresh(client, "another").refusal == "invalid_grant: Invalid refresh token")
      // A token is the application's that got it.
      let foreign = try await refresh(client, first.refreshToken, as: "another-app")
      #expect(foreign.refusal == "invalid_grant: Invalid refresh token")
      let second = try await refresh(client, first.refreshToken)
      #expect(second.status == 200)
      #expect(
        Set([first.accessToken, second.accessToken, first.refreshToken, second.refreshToken]).count == 4)
      // The access token before stays good for its time.
      #expect(try await client.user(of: first.accessToken) == "100000001")
      let counters = client.emulator.counters.tokens
      #expect(counters.requests == ["refresh_token": 5])
      #expect(counters.issued == 2)
      #expect(counters.refused == 3)
      #expect(counters.reusedRefreshTokens == 1)
    }
  }

  @Test(arguments: [true, false])
  func eitherKindOfTokenRevokesBoth(isAccess: Bool) async throws {
    try await withEmulator { client in
      let first = try await refresh(client, "emulator-refresh-token")
      let second = try await refresh(client, first.refreshToken)
      let other = try await client.credentialsToken("enterprise", "1")
      let token = try #require(isAccess ? second.accessToken : second.refreshToken)
      #expect(try await client.form("/oauth2/revoke", ["token": token]).refusal != nil)
      let revoked = try await client.form(
        "/oauth2/revoke", ["token": token].merging(Client.credentials) { $1 })
      #expect(revoked.status == 200)
      #expect(revoked.body.isEmpty)
      #expect(try await client.user(of: first.accessToken) == "401")
      #expect(try await client.user(of: second.accessToken) == "401")
      #expect(
        try await refresh(client, second.refreshToken).refusal == "invalid_grant: Invalid refresh token")
      #expect(try await client.user(of: other.accessToken) == "100000001")
    }
  }

  @Test func tokensThatAreOverAreToldFromUnknownOnes() async throws {
    try await withEmulator { client in
      let token = try #require(try await client.credentialsToken("enterprise", "1").accessToken)
      client.emulator.expireTokens()
      for (token, word) in [(token, "expired_token"), ("unknown", "invalid_token")] {
        let answer = try await client.send(
          "GET", "/2.0/users/me", headers: ["Authorization": "Bearer \(token)"])
        #expect(answer.status == 401)
        #expect(answer.body.isEmpty)
        #expect(answer.headers["www-authenticate"]?.contains("error=\"\(word)\"") == true)
      }
      #expect(client.emulator.counters.tokens.expired == 1)
      #expect(client.emulator.counters.tokens.expiredRequests == 1)
      // That of the configuration has no end.
      #expect(try await client.user(of: client.emulator.token) == "100000001")
      client.emulator.resetCounters()
      #expect(client.emulator.counters.tokens == TokenCounters())
    }
  }

  @Test func lifetimesEndByThemselves() async throws {
    try await withEmulator {
      $0.tokenLifetime = 0
    } _: { client in
      let answer = try await client.credentialsToken("enterprise", "1")
      #expect(answer.json["expires_in"] == 0)
      #expect(try await client.user(of: answer.accessToken) == "401")
      #expect(client.emulator.counters.tokens.expired == 1)
    }
  }

  @Test func anEnterprisesTokenActsForItsUsers() async throws {
    try await withEmulator {
      $0.otherTokens = ["other-token"]
    } _: { client in
      let enterprise = try await client.credentialsToken("enterprise", "1").accessToken
      #expect(try await client.user(of: enterprise) == "100000001")
      #expect(try await client.user(of: enterprise, asUser: "100000002") == "100000002")
      #expect(try await client.user(of: enterprise, asUser: "100000011") == "403")
      #expect(try await client.user(of: client.emulator.token, asUser: "100000003") == "100000003")
      let user = try await client.credentialsToken("user", "100000002").accessToken
      #expect(try await client.user(of: user) == "100000002")
      #expect(try await client.user(of: user, asUser: "100000002") == "100000002")
      #expect(try await client.user(of: user, asUser: "100000001") == "403")
      #expect(try await client.user(of: "other-token", asUser: "100000001") == "403")
      // A session is the user's for whom it was opened.
      let session = try await client.post(
        "/2.0/files/upload_sessions", ["folder_id": "0", "file_name": "a", "file_size": 1500],
        headers: ["As-User": "100000002"])
      #expect(session.status == 201)
      let path = "/2.0/files/upload_sessions/\(session.json["id"]?.stringValue ?? "")"
      #expect(try await client.send("GET", path).status == 403)
      #expect(try await client.send("GET", path, headers: ["As-User": "100000002"]).status == 200)
      #expect(
        try await client.send("GET", path, headers: ["Authorization": "Bearer \(user ?? "")"]).status == 200)
    }
  }

  @Test(arguments: [
    (["grant_type": "client_credentials"], "invalid_grant: Grant credentials are invalid"),
    (
      ["grant_type": "client_credentials", "box_subject_type": "user", "box_subject_id": "1"],
      "invalid_grant: Grant credentials are invalid"
    ),
    (
      ["grant_type": "client_credentials", "box_subject_type": "folder", "box_subject_id": "0"],
      "invalid_grant: Grant credentials are invalid"
    ),
    (
      [
        "grant_type": "client_credentials", "client_secret": "", "box_subject_type": "enterprise",
        "box_subject_id": "1",
      ], "invalid_grant: Grant credentials are invalid"
    ),
    (
      ["grant_type": "refresh_token", "client_secret": ""],
      "invalid_client: The client credentials are invalid"
    ),
    (["grant_type": "refresh_token"], "invalid_request: refresh_token is missing"),
    (
      ["grant_type": "authorization_code", "code": "c"],
      "invalid_grant: Auth code doesn't exist or is invalid for the client"
    ),
    (["grant_type": "password"], "unsupported_grant_type: Invalid grant_type parameter or parameter missing"),
    ([:], "unsupported_grant_type: Invalid grant_type parameter or parameter missing"),
  ])
  func requestsThatAreRefused(fields: [String: String], refusal: String) async throws {
    try await withEmulator { client in
      let answer = try await client.token(fields)
      #expect(answer.refusal == refusal)
      #expect(client.emulator.counters.tokens.refused == 1)
      #expect(client.emulator.counters.tokens.issued == 0)
    }
  }

  @Test func onlyRegisteredApplicationsGetTokens() async throws {
    try await withEmulator {
      $0.applications = [
        EmulatorApplication(clientID: "an-app", clientSecret: "its-secret", enterpriseID: "77"),
        EmulatorApplication(clientID: "second", clientSecret: "other"),
      ]
    } _: { client in
      #expect(try await client.credentialsToken("enterprise", "77").status == 200)
      #expect(try await client.credentialsToken("enterprise", "78").refusal != nil)
      #expect(try await client.credentialsToken("user", "100000001").status == 200)
      let fields = [
        "grant_type": "client_credentials", "box_subject_type": "enterprise", "box_subject_id": "77",
      ]
      for (id, secret, isGood) in [
        ("second", "other", true), ("second", "its-secret", false), ("x", "y", false),
      ] {
        let answer = try await client.token(fields, secrets: ["client_id": id, "client_secret": secret])
        #expect((answer.status == 200) == isGood, "\(id)")
      }
      let refresh = try await refresh(client, "emulator-refresh-token", as: "x")
      #expect(refresh.refusal == "invalid_client: The client credentials are invalid")
    }
  }

  @Test func faultsHitTheTokenEndpointToo() async throws {
    try await withEmulator { client in
      client.emulator.setFaults([
        Fault(on: .token, do: .status(StatusAnswer(status: 503), at: .answer)),
        Fault(on: .token, nth: 2, do: .resetBefore), Fault(on: .token, nth: 3, do: .loseAnswer),
      ])
      let answers = [
        try await refresh(client, "emulator-refresh-token"),
        try await refresh(client, "emulator-refresh-token"),
        try await refresh(client, "emulator-refresh-token"),
        try await refresh(client, "emulator-refresh-token"),
      ]
      #expect(answers.map(\.status) == [503, 0, 0, 400])
      // The third was done, and its answer lost; who asks again with the same token has used it twice.
      #expect(client.emulator.counters.tokens.issued == 1)
      #expect(client.emulator.counters.tokens.reusedRefreshTokens == 1)
    }
  }
}
