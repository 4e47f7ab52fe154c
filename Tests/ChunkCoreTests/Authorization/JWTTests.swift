import ChunkCoreTestSupport
import ChunkModels
import ChunkTestSupport
import ChunkTransport
import ChunkTransportTesting
import Foundation
import HTTPTypes
import Testing

@testable import ChunkCore

/// The assertions of an app's key: what is in them, that somebody else takes their signatures, and what is done about a
/// clock that is wrong.
@Suite struct JWTTests {
  private static let now = Date(timeIntervalSince1970: 1_800_000_000)

  private static func configuration(
    _ change: (inout JWTConfiguration) -> Void = { _ in }
  ) async throws -> JWTConfiguration {
    var configuration = JWTConfiguration(
      clientId: "app1", clientSecret: Secrets.client, publicKeyId: "key9",
      privateKey: try await RSAMaterial.shared().pem(.encrypted), passphrase: RSAMaterial.passphrase,
      enterpriseId: "1234")
    change(&configuration)
    return configuration
  }

  /// An assertion taken apart.
  private struct Assertion {
    let header: JSONValue
    let claims: JSONValue
    let signed: [UInt8]
    let signature: [UInt8]

    init(_ text: String) throws {
      let pieces = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      try #require(pieces.count == 3)
      func bytes(_ piece: String) throws -> Data {
        let base64 = piece.replacing("-", with: "+").replacing("_", with: "/")
        return try #require(
          Data(base64Encoded: base64 + String(repeating: "=", count: (4 - base64.count % 4) % 4)))
      }
      header = try WireJSON.decode(JSONValue.self, from: bytes(pieces[0]))
      claims = try WireJSON.decode(JSONValue.self, from: bytes(pieces[1]))
      signed = Array("\(pieces[0]).\(pieces[1])".utf8)
      signature = [UInt8](try bytes(pieces[2]))
    }
  }

  private static func assertions(_ transport: MemoryTransport) throws -> [Assertion] {
    try transport.requests.map { try Assertion($0.form()["assertion"] ?? "") }
  }

  @Test(arguments: JWTCredentials.Algorithm.allCases)
  func openSSLsProgramVerifiesTheAssertion(algorithm: JWTCredentials.Algorithm) async throws {
    let transport = MemoryTransport(.token(Secrets.access))
    let grant = try JWTCredentials(configuration: try await Self.configuration(), algorithm: algorithm)
    let issued = try await grant.issue(replacing: nil, by: .scripted(transport, now: Self.now))
    #expect(issued.token.secret == Secrets.access)
    let assertion = try #require(try Self.assertions(transport).first)
    #expect(
      assertion.header == ["alg": .string(algorithm.rawValue), "kid": "key9", "typ": "JWT"] as JSONValue)
    #expect(
      try await RSAMaterial.shared().verifies(
        assertion.signature, of: assertion.signed, digest: "sha" + algorithm.rawValue.suffix(3)))
    let jti = try #require(assertion.claims["jti"]?.stringValue)
    #expect((16...128).contains(jti.count))
    #expect(
      assertion.claims == [
        "iss": "app1", "sub": "1234", "box_sub_type": "enterprise", "jti": .string(jti),
        "aud": "https://api.box.com/oauth2/token", "exp": 1_800_000_030,
      ] as JSONValue)
    let form = try #require(transport.requests.first?.form())
    #expect(form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer")
    #expect(form["client_id"] == "app1")
    #expect(form["client_secret"] == Secrets.client)
  }

  @Test func aUserIsNamedAsOne() async throws {
    let transport = MemoryTransport(.token("t"))
    let service = TokenService.scripted(transport)
    for grant in [
      try JWTCredentials(configuration: try await Self.configuration { $0.userId = "567" }),
      try JWTCredentials(configuration: try await Self.configuration(), subject: .user("567")),
    ] { _ = try await grant.issue(replacing: nil, by: service) }
    for assertion in try Self.assertions(transport) {
      #expect(assertion.claims["sub"] == "567")
      #expect(assertion.claims["box_sub_type"] == "user")
    }
  }

  @Test func eachAttemptHasAnAssertionOfItsOwn() async throws {
    let transport = MemoryTransport(.empty(503), .failure(.connectionLost, .outcomeUnknown), .token("t"))
    let grant = try JWTCredentials(configuration: try await Self.configuration())
    _ = try await grant.issue(replacing: nil, by: .scripted(transport))
    let numbers = try Self.assertions(transport).compactMap { $0.claims["jti"]?.stringValue }
    #expect(numbers.count == 3)
    #expect(Set(numbers).count == 3)
  }

  /// 1 800 000 000 is 2027-01-15 08:00:00 UTC; the service is two hours ahead.
  private static let complaint = MemoryAnswer.refusal(
    "invalid_grant", "Please check the 'exp' claim. Current date/time MUST be before the expiration.",
    [.date: "Fri, 15 Jan 2027 10:00:00 GMT"])

  @Test func aClockThatIsWrongIsPutRightByTheServices() async throws {
    let transport = MemoryTransport { request in
      request.number == 0 ? Self.complaint : .token("t\(request.number)")
    }
    let grant = try JWTCredentials(configuration: try await Self.configuration())
    let service = TokenService.scripted(transport, now: Self.now)
    #expect(try await grant.issue(replacing: nil, by: service).token.secret == "t1")
    // The next one is right from the start.
    #expect(try await grant.issue(replacing: nil, by: service).token.secret == "t2")
    let assertions = try Self.assertions(transport)
    #expect(
      assertions.map { $0.claims["exp"]?.integerValue } == [1_800_000_030, 1_800_007_230, 1_800_007_230])
    #expect(Set(assertions.map { $0.claims["jti"]?.stringValue }).count == 3)
  }

  @Test func aServiceThatIsNeverPleasedIsNotAskedForEver() async throws {
    let transport = MemoryTransport(Self.complaint)
    let grant = try JWTCredentials(configuration: try await Self.configuration())
    let error = try await failure { try await grant.issue(replacing: nil, by: .scripted(transport)) }
    #expect(error.kind == .credentialsRefused)
    #expect(error.remedy.contains("clock"))
    #expect(transport.requests.count == 5)
  }

  @Test func aNumberThatWasUsedIsReplaced() async throws {
    let transport = MemoryTransport(
      .refusal("invalid_grant", "Please check the 'jti' claim. It must be unique."), .token("t"))
    let grant = try JWTCredentials(configuration: try await Self.configuration())
    #expect(try await grant.issue(replacing: nil, by: .scripted(transport)).token.secret == "t")
    #expect(Set(try Self.assertions(transport).map { $0.claims["jti"]?.stringValue }).count == 2)
  }

  @Test func anotherRefusalIsNotRepeated() async throws {
    let transport = MemoryTransport(.refusal("invalid_grant", "Please check the 'sub' claim."))
    let grant = try JWTCredentials(configuration: try await Self.configuration())
    let error = try await failure { try await grant.issue(replacing: nil, by: .scripted(transport)) }
    #expect(error.kind == .credentialsRefused)
    #expect(transport.requests.count == 1)
  }

  @Test func elsewhereTheAudienceIsBoxsOwnUnlessItIsSaid() async throws {
    let transport = MemoryTransport(.token("t"))
    let endpoints = try ServiceEndpoints(base: "http://127.0.0.1:8080")
    let service = TokenService.scripted(transport, endpoints: endpoints)
    let configuration = try await Self.configuration()
    _ = try await JWTCredentials(configuration: configuration).issue(replacing: nil, by: service)
    _ = try await JWTCredentials(configuration: configuration, audience: "urn:test").issue(
      replacing: nil, by: service)
    let audiences = try Self.assertions(transport).map { $0.claims["aud"]?.stringValue }
    #expect(audiences == ["https://api.box.com/oauth2/token", "urn:test"])
    #expect(transport.requests.map(\.url) == Array(repeating: "http://127.0.0.1:8080/oauth2/token", count: 2))
  }

  @Test func keysThatCannotBeUsedAreSaidToBeWhatTheyAre() async throws {
    let material = try await RSAMaterial.shared()
    let cases: [(String, (inout JWTConfiguration) -> Void)] = [
      ("does not decrypt", { $0.passphrase = "wrong-passphrase" }),
      ("no passphrase", { $0.passphrase = nil }),
      ("elliptic curve", { $0.privateKey = material.ellipticCurve }),
      ("1024 bits", { $0.privateKey = material.small }),
      ("no private key", { $0.privateKey = "hello" }),
      ("PUBLIC KEY", { $0.privateKey = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----" }),
    ]
    for (words, change) in cases {
      let configuration = try await Self.configuration(change)
      let error = try refusal { try JWTCredentials(configuration: configuration) }
      #expect(error.kind == .invalidArgument)
      #expect(error.message.contains(words), "\(error)")
      #expect(!error.remedy.isEmpty)
      var dumped = ""
      dump(error, to: &dumped)
      for secret in ["wrong-passphrase", RSAMaterial.passphrase, Secrets.client, "hello"] {
        #expect(!"\(error)\(dumped)".contains(secret))
      }
    }
  }
}
