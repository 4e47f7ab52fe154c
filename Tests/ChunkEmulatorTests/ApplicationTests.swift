import ChunkModels
import ChunkTestSupport
import Foundation
import Testing

@testable import ChunkEmulator

/// The files that describe applications.
@Suite struct ApplicationTests {
  private func file(_ key: [String: JSONValue]?) throws -> String {
    var settings: [String: JSONValue] = ["clientID": "an-app", "clientSecret": "its-secret"]
    settings["appAuth"] = key.map { .object($0) }
    let value: JSONValue = ["boxAppSettings": .object(settings), "enterpriseID": "77"]
    return String(decoding: try WireJSON.encode(value), as: UTF8.self)
  }

  @Test func boxsOwnFileIsRead() async throws {
    let key = try await RSAMaterial.shared()
    let auth: [String: JSONValue] = [
      "publicKeyID": "key1", "privateKey": .string(key.pem(.encrypted)),
      "passphrase": .string(RSAMaterial.passphrase),
    ]
    let application = try EmulatorApplication.parse(try file(auth))
    #expect(application.clientID == "an-app")
    #expect(application.enterpriseID == "77")
    #expect(application.publicKeys == ["key1": key.publicPEM])
    for text in [
      "\(application)", String(reflecting: application), "\(Mirror(reflecting: application).children)",
    ] {
      #expect(!text.contains("its-secret"))
    }
    #expect(try EmulatorApplication.parse(try file(nil)).publicKeys.isEmpty)
    let half: [String: JSONValue] = ["publicKeyID": "key1", "publicKey": .string(key.publicPEM)]
    #expect(try EmulatorApplication.parse(try file(half)) == application)
  }

  @Test func whatIsMissingOrWrongIsNamed() async throws {
    let key = try await RSAMaterial.shared()
    let wrong: [String: JSONValue] = [
      "publicKeyID": "key1", "privateKey": .string(key.pem(.encrypted)), "passphrase": "wrong",
    ]
    for (text, word) in [
      ("[", "no JSON"), ("{}", "boxAppSettings.clientID is missing"),
      (#"{"boxAppSettings":{"clientID":"x"}}"#, "boxAppSettings.clientSecret is missing"),
      (try file(["publicKeyID": "x"]), "appAuth.privateKey is missing"),
      (try file(["privateKey": "x"]), "appAuth.publicKeyID is missing"),
      (try file(wrong), "passphrase is not the key's"),
      (try file(["publicKeyID": "x", "privateKey": "no key"]), "no RSA key"),
    ] {
      let error = #expect(throws: StoreError.self) { try EmulatorApplication.parse(text) }
      #expect(error?.description.contains(word) == true, "\(error?.description ?? "")")
    }
  }

  @Test func keysAreCheckedAtTheStart() async throws {
    for (applications, word) in [
      ([EmulatorApplication(clientID: "a", clientSecret: "b", publicKeys: ["k": "no key"])], "key k"),
      (Array(repeating: EmulatorApplication(clientID: "a", clientSecret: "b"), count: 2), "registered twice"),
    ] {
      var configuration = EmulatorConfiguration()
      configuration.applications = applications
      let error = await #expect(throws: StoreError.self) { try await Emulator.start(configuration) }
      #expect(error?.description.contains(word) == true)
    }
  }
}
