import ChunkCoreTestSupport
import ChunkModels
import ChunkTestSupport
import Foundation
import Testing

@testable import ChunkCore

/// The file that Box's developer console gives.
@Suite struct JWTConfigurationTests {
  private static let full = """
    {"boxAppSettings":{"clientID":"app1","clientSecret":"\(Secrets.client)","appAuth":{"publicKeyID":"key9",
     "privateKey":"-----BEGIN ENCRYPTED PRIVATE KEY-----\\nAA\\n","passphrase":"word-of-the-key"}},
     "enterpriseID":"1234","webhooks":{"primaryKey":"x"}}
    """

  @Test func boxsFileIsRead() throws {
    let configuration = try JWTConfiguration(json: Data(Self.full.utf8))
    #expect(
      configuration
        == JWTConfiguration(
          clientId: "app1", clientSecret: Secrets.client, publicKeyId: "key9",
          privateKey: "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA\n", passphrase: "word-of-the-key",
          enterpriseId: "1234"))
  }

  @Test func numbersCountAsIds() throws {
    let text = Self.full.replacing("\"1234\"", with: "1234, \"userID\": 99")
    let configuration = try JWTConfiguration(json: Data(text.utf8))
    #expect(configuration.enterpriseId == "1234")
    #expect(configuration.userId == "99")
  }

  @Test(arguments: [
    ("clientID", "boxAppSettings.clientID"), ("clientSecret", "boxAppSettings.clientSecret"),
    ("publicKeyID", "boxAppSettings.appAuth.publicKeyID"),
    ("privateKey", "boxAppSettings.appAuth.privateKey"),
    ("boxAppSettings", "boxAppSettings.clientID"), ("appAuth", "boxAppSettings.appAuth.publicKeyID"),
  ])
  func whatIsMissingIsNamed(field: String, named: String) throws {
    let text = Self.full.replacing("\"\(field)\"", with: "\"other\"")
    let error = try refusal { try JWTConfiguration(json: Data(text.utf8)) }
    #expect(error.kind == .invalidArgument)
    #expect(error.message.contains("has no \(named)"), "\(error.message)")
    #expect(!"\(error)".contains(Secrets.client))
    #expect(!"\(error)".contains("word-of-the-key"))
  }

  @Test(arguments: ["", "[]", "null", "{", "\"text\""])
  func whatIsNoObjectIsRefused(text: String) throws {
    let error = try refusal { try JWTConfiguration(json: Data(text.utf8)) }
    #expect(error.kind == .invalidArgument)
    #expect(error.message.contains("no JSON object"))
  }

  @Test func aFileIsNamedInWhatIsWrongWithIt() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(Array(Self.full.utf8), to: "config.json")
    #expect(try JWTConfiguration(path: path).publicKeyId == "key9")
    let bad = try directory.write(Array("{}".utf8), to: "bad.json")
    #expect(try refusal { try JWTConfiguration(path: bad) }.message.contains(bad))
    let missing = try refusal { try JWTConfiguration(path: directory.file("none.json")) }
    #expect(missing.kind == .tokenUnavailable)
    #expect(missing.message.contains("none.json"))
    let big = try directory.write([UInt8](repeating: 0x20, count: 100_000), to: "big.json")
    #expect(try refusal { try JWTConfiguration(path: big) }.message.contains("too big"))
    let binary = try directory.write([0xff, 0xfe], to: "binary.json")
    #expect(try refusal { try JWTConfiguration(path: binary) }.message.contains("not text"))
  }
}
