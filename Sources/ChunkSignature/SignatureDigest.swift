/// The digest of an RSA signature with the padding of PKCS #1 v1.5 (RFC 8017, 8.2).
package enum SignatureDigest: String, Sendable, CaseIterable {
  /// SHA-256.
  case sha256 = "SHA256"
  /// SHA-384.
  case sha384 = "SHA384"
  /// SHA-512.
  case sha512 = "SHA512"
}
