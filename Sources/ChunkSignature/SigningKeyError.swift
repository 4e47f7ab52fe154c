/// Why a private key cannot be used. No case holds anything of the key or its passphrase.
package enum SigningKeyError: Error, Hashable {
  /// The text is no private key in PEM form. What it is instead, if it says so: `PUBLIC KEY`.
  case noPrivateKey(found: String?)
  /// The key is encrypted, and there is no passphrase.
  case passphraseMissing
  /// The passphrase is wrong, or the encrypted key is damaged: nobody can tell these apart for certain.
  case notDecrypted
  /// The key cannot be read.
  case unreadable
  /// The key is not an RSA key; which it is, if that is known.
  case notRSA(String)
  /// An RSA key of so few bits that nobody may sign with it (RFC 7518, 3.3).
  case tooSmall(bits: Int)
  /// The crypto library on this system cannot do it; what to do instead.
  case unsupported(String)
  /// The crypto library made no signature.
  case notSigned

  /// The smallest RSA key that may sign, in bits (RFC 7518, 3.3).
  static let smallestKey = 2048
}
