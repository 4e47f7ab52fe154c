import ChunkModels
import ChunkTestSupport
import Foundation
import Testing

@testable import ChunkEmulator

/// Assertions (JWT), signed by the `openssl` program.
@Suite struct AssertionTests {
  private typealias Claims = [String: JSONValue]

  private static let audience = "https://api.box.com/oauth2/token"

  private func claims(_ changed: Claims = [:], now: Date = Date()) -> Claims {
    let standard: Claims = [
      "iss": "an-app", "sub": "77", "box_sub_type": "enterprise", "aud": .string(Self.audience),
      "jti": .string(UUID().uuidString), "exp": .integer(Int64(now.timeIntervalSince1970) + 30),
    ]
    return standard.merging(changed) { $1 }
  }

  private func assertion(
    _ claims: Claims, algorithm: String = "RS256", keyID: String = "key1", key: RSAMaterial? = nil
  ) async throws -> String {
    let header: JSONValue = ["alg": .string(algorithm), "typ": "JWT", "kid": .string(keyID)]
    let parts = try [header, .object(claims)].map { Base64URL.encode([UInt8](try WireJSON.encode($0))) }
    let signed = parts.joined(separator: ".")
    let signer = if let key { key } else { try await RSAMaterial.shared() }
    let signature = try await signer.signature(
      of: Array(signed.utf8), digest: algorithm.hasPrefix("RS") ? "sha\(algorithm.dropFirst(2))" : "sha256")
    return signed + "." + Base64URL.encode(signature)
  }

  private func ask(_ client: Client, _ assertion: String) async throws -> CurlAnswer {
    try await client.token([
      "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": assertion,
    ])
  }

  private func ask(
    _ client: Client, _ claims: Claims, algorithm: String = "RS256", keyID: String = "key1",
    key: RSAMaterial? = nil
  ) async throws -> CurlAnswer {
    try await ask(client, try await assertion(claims, algorithm: algorithm, keyID: keyID, key: key))
  }

  /// Runs a test against an emulator that knows the application and its key.
  private func withApplication(
    _ change: (inout EmulatorConfiguration) -> Void = { _ in }, _ body: (Client) async throws -> Void
  ) async throws {
    let key = try await RSAMaterial.shared().publicPEM
    try await withEmulator(
      {
        $0.applications = [
          EmulatorApplication(
            clientID: "an-app", clientSecret: "its-secret", enterpriseID: "77", publicKeys: ["key1": key])
        ]
        change(&$0)
      }, body)
  }

  @Test(arguments: ["RS256", "RS384", "RS512"])
  func signaturesAreVerified(algorithm: String) async throws {
    let other = try await RSAMaterial.other()
    try await withApplication { client in
      let good = try await assertion(claims(), algorithm: algorithm)
      let answer = try await ask(client, good)
      #expect(answer.status == 200)
      #expect(answer.refreshToken == nil)
      #expect(try await client.user(of: answer.accessToken, asUser: "100000002") == "100000002")
      let foreign = try await ask(client, claims(), algorithm: algorithm, key: other)
      #expect(foreign.refusal == "invalid_grant: The signature of the assertion is invalid")
      // The signature of other claims.
      let signature = good.split(separator: ".")[2]
      let changed = try await assertion(claims(["sub": "78"]), algorithm: algorithm).split(separator: ".")
      let forged = try await ask(client, "\(changed[0]).\(changed[1]).\(signature)")
      #expect(forged.refusal == "invalid_grant: The signature of the assertion is invalid")
      #expect(client.emulator.counters.tokens.requests == ["jwt-bearer": 3])
    }
  }

  @Test func headersThatAreRefused() async throws {
    try await withApplication { client in
      let unknown = try await ask(client, claims(), keyID: "key2")
      #expect(unknown.refusal?.contains("'kid'") == true)
      for algorithm in ["none", "HS256"] {
        let answer = try await ask(client, claims(), algorithm: algorithm)
        #expect(answer.refusal?.contains("'alg'") == true)
      }
      for text in ["x", "a.b.c", "..", "", "e30.e30"] {
        #expect(try await ask(client, text).status == 400, "\(text)")
      }
    }
  }

  @Test(arguments: [
    ("iss", JSONValue.string("other"), "Please check the 'iss' claim."),
    ("aud", "https://api.box.example/oauth2/token", "Please check the 'aud' claim."),
    ("sub", "78", "Please check the 'sub' claim. The 'sub' specified is invalid."),
    ("box_sub_type", "user", "Please check the 'sub' claim. The 'sub' specified is invalid."),
    ("box_sub_type", .null, "Please check the 'sub' claim. The 'sub' specified is invalid."),
    ("jti", "fifteen-letters", "Please check the 'jti' claim."),
    ("jti", .string(String(repeating: "x", count: 129)), "Please check the 'jti' claim."),
    ("exp", .null, "Please check the 'exp' claim."),
    (
      "exp", 1_000_000_000,
      "Current date/time MUST be before the expiration date/time listed in the 'exp' claim"
    ),
    (
      "exp", 4_000_000_000,
      "Please check the 'exp' claim. The 'exp' value exceeds the maximum value of 60 seconds"
    ),
    ("nbf", 4_000_000_000, "Current date/time MUST be after the date/time listed in the 'nbf' claim"),
  ])
  func claimsThatAreRefused(name: String, value: JSONValue, reason: String) async throws {
    try await withApplication { client in
      let answer = try await ask(client, claims([name: value]))
      #expect(answer.refusal?.hasPrefix("invalid_grant: " + reason) == true, "\(answer.refusal ?? "")")
      // Nothing else was wrong.
      #expect(try await ask(client, claims()).status == 200)
    }
  }

  @Test func anIdIsGoodOnce() async throws {
    try await withApplication { client in
      let text = try await assertion(claims())
      #expect(try await ask(client, text).status == 200)
      #expect(try await ask(client, text).refusal?.contains("'jti'") == true)
      // Also one that was refused for its time.
      let late = claims(["exp": 1_000_000_000])
      #expect(try await ask(client, late).refusal?.contains("'exp'") == true)
      let again = claims(["jti": late["jti"] ?? .null])
      #expect(try await ask(client, again).refusal?.contains("'jti'") == true)
    }
  }

  @Test func usersAndTheServersOwnURLAreTakenToo() async throws {
    try await withApplication { client in
      let user = claims([
        "sub": "100000003", "box_sub_type": "user", "aud": .string(client.emulator.tokenURL),
      ])
      let token = try await ask(client, user).accessToken
      #expect(try await client.user(of: token) == "100000003")
      #expect(try await client.user(of: token, asUser: "100000001") == "403")
    }
  }

  @Test(arguments: [-90.0, 3600]) func aClockThatIsWrong(offset: Double) async throws {
    try await withApplication {
      $0.clockOffset = offset
    } _: { client in
      let refused = try await ask(client, claims())
      #expect(refused.refusal?.contains("'exp'") == true)
      let date = HTTPDate.text(Date(timeIntervalSinceNow: offset))
      // The server says its time, once, so that a client can go by it.
      let said = try #require(refused.headers["date"])
      #expect(said.prefix(19) == date.prefix(19))
      let adapted = claims(now: Date(timeIntervalSinceNow: offset))
      #expect(try await ask(client, adapted).status == 200)
    }
  }

  @Test func withoutApplicationsOnlyClaimsCount() async throws {
    try await withEmulator { client in
      let good = try await ask(client, claims(), keyID: "any")
      #expect(good.status == 200)
      #expect(try await ask(client, claims(["iss": "x"])).status == 400)
      #expect(try await ask(client, claims(), algorithm: "none").status == 400)
    }
  }
}
