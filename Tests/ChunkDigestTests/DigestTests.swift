import ChunkDigest
import Testing

/// Vectors of FIPS 180-4 (its example files "abc" and the empty message).
@Suite struct DigestTests {
  @Test(arguments: [
    ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
  ])
  func sha1(text: String, expected: String) throws {
    #expect(try SHA1.digest(of: text.utf8).hexadecimal == expected)
  }

  @Test func sha256() throws {
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(try SHA256.digest(of: Array("abc".utf8)).hexadecimal == expected)
  }

  @Test func sha512() throws {
    let expected =
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
      + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    #expect(try SHA512.digest(of: Array("abc".utf8)).hexadecimal == expected)
  }

  @Test func bytesInPiecesGiveTheSameDigest() throws {
    let hasher = try DigestHasher<SHA1>()
    for byte in "abc".utf8 {
      withUnsafeBytes(of: byte) { hasher.update($0) }
    }
    #expect(try hasher.digest() == SHA1.digest(of: "abc".utf8))
  }

  @Test func aDigestMayBeAskedForInBetween() throws {
    let hasher = try DigestHasher<SHA1>()
    #expect(try hasher.digest() == SHA1.digest(of: "".utf8))
    Array("abc".utf8).withUnsafeBytes { hasher.update($0) }
    #expect(try hasher.digest() == SHA1.digest(of: "abc".utf8))
  }

  @Test func aCopyGoesItsOwnWay() throws {
    let hasher = try DigestHasher<SHA1>()
    Array("ab".utf8).withUnsafeBytes { hasher.update($0) }
    let copy = try hasher.copy()
    Array("x".utf8).withUnsafeBytes { copy.update($0) }
    Array("c".utf8).withUnsafeBytes { hasher.update($0) }
    #expect(try hasher.digest() == SHA1.digest(of: "abc".utf8))
    #expect(try copy.digest() == SHA1.digest(of: "abx".utf8))
  }

  @Test func formsReadBack() throws {
    let digest = try SHA1.digest(of: "abc".utf8)
    #expect(digest.headerValue == "sha=qZk+NkcGgWq6PiVxeFDCbJzQ2J0=")
    #expect(Digest(headerValue: digest.headerValue) == digest)
    #expect(Digest(headerValue: "SHA=" + digest.base64) == digest)
    #expect(Digest<SHA1>(hexadecimal: digest.hexadecimal.uppercased()) == digest)
    #expect(Digest<SHA1>(base64: digest.base64) == digest)
  }

  @Test(arguments: [
    "", "sha=", "sha=AAAA", "md5=qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", "sha=qZk+NkcGgWq6PiVxeFDCbJzQ2J0",
  ])
  func whatIsNoDigestHeaderIsRefused(text: String) {
    #expect(Digest(headerValue: text) == nil)
  }

  @Test(arguments: ["", "a999", "g9993e364706816aba3e25717850c26c9cd0d89d", "é999"])
  func whatIsNoHexadecimalDigestIsRefused(text: String) {
    #expect(Digest<SHA1>(hexadecimal: text) == nil)
  }
}
