import ChunkSignature
import ChunkTestSupport
import Testing

/// Private keys: which are read, what is said of the others, and whether somebody else takes their signatures.
@Suite struct SigningKeyTests {
  @Test(arguments: SignatureDigest.allCases)
  func openSSLsProgramVerifiesTheSignature(digest: SignatureDigest) async throws {
    let material = try await RSAMaterial.shared()
    let key = try SigningKey(pem: material.pem(.encrypted), passphrase: RSAMaterial.passphrase)
    let bytes = Array("header.payload".utf8)
    let signature = try key.signature(of: bytes, digest)
    #expect(signature.count == 256)
    #expect(try await material.verifies(signature, of: bytes, digest: digest.rawValue))
    #expect(try await !material.verifies(signature, of: bytes + [0], digest: digest.rawValue))
  }

  @Test(arguments: RSAMaterial.Form.allCases)
  func everyFormOfTheKeySignsTheSame(form: RSAMaterial.Form) async throws {
    let material = try await RSAMaterial.shared()
    let key = try SigningKey(pem: material.pem(form), passphrase: RSAMaterial.passphrase)
    let first = try SigningKey(pem: material.pem(.plain), passphrase: nil)
    #expect(try key.signature(of: [1, 2, 3], .sha256) == first.signature(of: [1, 2, 3], .sha256))
  }

  @Test(arguments: [RSAMaterial.Form.encrypted, .traditionalEncrypted])
  func anEncryptedKeyNeedsItsPassphrase(form: RSAMaterial.Form) async throws {
    let pem = try await RSAMaterial.shared().pem(form)
    #expect(throws: SigningKeyError.passphraseMissing) { try SigningKey(pem: pem, passphrase: nil) }
    for wrong in ["", "wrong", RSAMaterial.passphrase + "x"] {
      #expect(throws: SigningKeyError.notDecrypted) { try SigningKey(pem: pem, passphrase: wrong) }
    }
  }

  @Test func otherKeysAreNamed() async throws {
    let material = try await RSAMaterial.shared()
    #expect(throws: SigningKeyError.notRSA("an elliptic curve key")) {
      try SigningKey(pem: material.ellipticCurve, passphrase: nil)
    }
    #expect(throws: SigningKeyError.tooSmall(bits: 1024)) {
      try SigningKey(pem: material.small, passphrase: nil)
    }
  }

  @Test(arguments: [
    ("", nil), ("no key", nil),
    ("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "PUBLIC KEY"),
    ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "CERTIFICATE"),
  ])
  func whatIsNoPrivateKeyIsSaidToBeNone(text: String, label: String?) {
    #expect(throws: SigningKeyError.noPrivateKey(found: label)) { try SigningKey(pem: text, passphrase: nil) }
  }

  @Test func aDamagedKeyIsSaidToBeUnreadable() async throws {
    let pem = try await RSAMaterial.shared().pem(.plain)
    let cut = pem.split(separator: "\n").enumerated().filter { $0.offset != 5 }.map(\.element)
    #expect(throws: SigningKeyError.unreadable) {
      try SigningKey(pem: cut.joined(separator: "\n") + "\n", passphrase: nil)
    }
    #expect(throws: SigningKeyError.unreadable) {
      try SigningKey(pem: String(pem.prefix(200)), passphrase: nil)
    }
  }

  @Test func aKeySignsOnManyThreadsAtOnce() async throws {
    let key = try SigningKey(pem: try await RSAMaterial.shared().pem(.plain), passphrase: nil)
    let expected = try key.signature(of: [1], .sha512)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<16 { group.addTask { (try? key.signature(of: [1], .sha512)) == expected } }
      for await isSame in group { #expect(isSame) }
    }
  }
}
