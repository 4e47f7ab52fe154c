import ChunkModels
import Foundation
import Testing

@testable import ChunkEmulator

/// Having a user allow an application, and the code that comes of it.
@Suite struct AuthorizeTests {
  private static let redirect = "http://127.0.0.1:8000/back"

  private func authorize(_ client: Client, _ fields: [String: String]) async throws -> CurlAnswer {
    let standard = ["response_type": "code", "client_id": "an-app", "redirect_uri": Self.redirect]
    let query = standard.merging(fields) { $1 }.map { "\($0.key)=\(FormFields.encode($0.value))" }
    return try await client.send(
      "GET", client.emulator.authorizeURL + "?" + query.joined(separator: "&"), headers: ["Authorization": ""]
    )
  }

  private func redeem(_ client: Client, _ answer: CurlAnswer, _ more: [String: String] = [:]) async throws
    -> CurlAnswer
  {
    let code = try #require(answer.query["code"])
    return try await client.token(
      ["grant_type": "authorization_code", "code": code].merging(more) { $1 })
  }

  @Test func aCodeIsGoodForOneUse() async throws {
    try await withEmulator { client in
      let answer = try await authorize(client, ["state": "a b&c=d"])
      #expect(answer.status == 302)
      #expect(answer.headers["location"]?.hasPrefix(Self.redirect + "?") == true)
      #expect(answer.query["state"] == "a b&c=d")
      let tokens = try await redeem(client, answer, ["redirect_uri": Self.redirect])
      #expect(tokens.status == 200)
      #expect(try await client.user(of: tokens.accessToken) == "100000001")
      let refreshed = try await client.token(
        ["grant_type": "refresh_token", "refresh_token": tokens.refreshToken ?? ""])
      #expect(refreshed.status == 200)
      #expect(try await redeem(client, answer).refusal?.hasPrefix("invalid_grant: Auth code") == true)
      #expect(client.emulator.counters.requests(for: .authorize) == 1)
    }
  }

  @Test func aCodeIsForItsClientAndItsURL() async throws {
    try await withEmulator { client in
      let foreign = try await redeem(client, try await authorize(client, [:]), ["client_id": "other"])
      #expect(foreign.refusal?.hasPrefix("invalid_grant: Auth code") == true)
      let elsewhere = try await redeem(
        client, try await authorize(client, [:]), ["redirect_uri": "http://127.0.0.1:8001/back"])
      #expect(elsewhere.refusal?.hasPrefix("redirect_uri_mismatch") == true)
      #expect(try await redeem(client, try await authorize(client, [:])).status == 200)
    }
  }

  @Test func challengesAreChecked() async throws {
    try await withEmulator { client in
      // The example of RFC 7636, appendix B.
      let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
      let challenge = [
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "code_challenge_method": "S256",
      ]
      let good = try await redeem(
        client, try await authorize(client, challenge), ["code_verifier": verifier])
      #expect(good.status == 200)
      for wrong in [[:], ["code_verifier": verifier + "x"]] {
        let answer = try await redeem(client, try await authorize(client, challenge), wrong)
        #expect(answer.refusal?.contains("code verifier") == true)
      }
      let plain = try await authorize(client, ["code_challenge": verifier])
      #expect(plain.query["error"] == "invalid_request")
      #expect(plain.query["code"] == nil)
    }
  }

  @Test func theUserMaySayNo() async throws {
    try await withEmulator { client in
      client.emulator.setFaults(try FaultScript.parse(#"[{"on":"authorize","do":"deny"}]"#))
      #expect(client.emulator.remainingFaults == [Fault(on: .authorize, do: .deny)])
      let answer = try await authorize(client, ["state": "s"])
      #expect(answer.status == 302)
      #expect(answer.query["error"] == "access_denied")
      #expect(answer.query["state"] == "s")
      #expect(answer.query["code"] == nil)
      #expect(try await authorize(client, [:]).query["code"] != nil)
      let error = #expect(throws: FaultScriptError.self) {
        try FaultScript.parse(#"[{"on":"part","do":"deny"}]"#)
      }
      #expect(error?.description.contains("authorize") == true)
    }
  }

  @Test func nothingIsSentToAnUnregisteredURL() async throws {
    try await withEmulator {
      $0.applications = [
        EmulatorApplication(
          clientID: "an-app", clientSecret: "its-secret",
          redirectURIs: ["http://127.0.0.1/back", "https://app.example:8443/back"])
      ]
    } _: { client in
      // Of a loopback address any port will do.
      for good in [Self.redirect, "http://127.0.0.1:9/back", "https://app.example:8443/back"] {
        let answer = try await authorize(client, ["redirect_uri": good])
        #expect(answer.query["code"] != nil, "\(good)")
      }
      for bad in [
        "http://127.0.0.1:8000/other", "https://app.example/back", "https://app.example.evil:8443/back",
        "https://user@app.example:8443/back", "javascript:alert(1)", "http://localhost:8000/back",
      ] {
        let answer = try await authorize(client, ["redirect_uri": bad])
        #expect(answer.refusal?.hasPrefix("redirect_uri_mismatch") == true, "\(bad)")
        #expect(answer.headers["location"] == nil)
      }
      #expect(try await authorize(client, ["client_id": "x"]).refusal?.hasPrefix("invalid_client") == true)
      let standard = try await authorize(client, ["redirect_uri": ""])
      #expect(standard.headers["location"]?.hasPrefix("http://127.0.0.1/back?code=") == true)
    }
  }
}

extension CurlAnswer {
  /// The fields of the URL to which a redirect leads.
  fileprivate var query: [String: String] {
    FormFields.parse(headers["location"]?.split(separator: "?").dropFirst().first.map { String($0) } ?? "")
  }
}
