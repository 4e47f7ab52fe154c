import ChunkModels
import Testing

@testable import ChunkEmulator

@Suite struct TokenTests {
  private func ask(_ client: Client, _ form: String) async throws -> CurlAnswer {
    try await client.send(
      "POST", client.emulator.baseURL + "/oauth2/token",
      headers: ["Content-Type": "application/x-www-form-urlencoded"], body: Array(form.utf8))
  }

  @Test func refreshTokensAreGoodForOneUse() async throws {
    try await withEmulator { client in
      let refresh = "grant_type=refresh_token&client_id=a&client_secret=b&refresh_token="
      let first = try await ask(client, refresh + "emulator-refresh-token")
      #expect(first.status == 200)
      let next = try #require(first.json["refresh_token"]?.stringValue)
      let again = try await ask(client, refresh + "emulator-refresh-token")
      #expect(again.status == 400)
      #expect(again.json["error"] == "invalid_grant")
      #expect(try await ask(client, refresh + next).status == 200)
      let token = first.json["access_token"]?.stringValue ?? ""
      let bearer = ["Authorization": "Bearer \(token)"]
      #expect(try await client.send("GET", "/2.0/users/me", headers: bearer).status == 200)
      _ = try await client.send(
        "POST", client.emulator.baseURL + "/oauth2/revoke", body: Array("token=\(token)".utf8))
      #expect(try await client.send("GET", "/2.0/users/me", headers: bearer).status == 401)
    }
  }

  @Test(arguments: [
    ("grant_type=client_credentials&client_id=a&client_secret=b&box_subject_type=user&box_subject_id=1", 200),
    ("grant_type=client_credentials&client_id=a", 400),
    ("grant_type=authorization_code&code=c&client_id=a&client_secret=b", 200),
    ("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=x", 200),
    ("grant_type=password", 400),
  ])
  func grants(form: String, status: Int) async throws {
    try await withEmulator { client in
      let answer = try await ask(client, form)
      #expect(answer.status == status)
      if status == 400 { #expect(answer.json["error"] == "invalid_grant") }
    }
  }
}
