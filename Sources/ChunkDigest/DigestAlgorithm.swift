/// A digest algorithm that Box's API uses: ``SHA1``, ``SHA512`` or ``SHA256``.
public protocol DigestAlgorithm: Sendable {
  /// How many bytes a digest has.
  static var byteCount: Int { get }

  /// The algorithm's usual name, such as `SHA1`.
  static var name: String { get }
}

extension DigestAlgorithm {
  /// The digest of some bytes.
  ///
  /// - Throws: ``DigestUnavailable`` if the crypto library on this machine does not offer it.
  public static func digest(of bytes: some Sequence<UInt8>) throws(DigestUnavailable) -> Digest<Self> {
    let hasher = try DigestHasher<Self>()
    Array(bytes).withUnsafeBytes { hasher.update($0) }
    return try hasher.digest()
  }
}

/// SHA-1 (FIPS 180-4): the digest of parts and of whole files, and the only one that the service
/// takes for them. It finds damage on the way; it is no protection against an attacker.
public enum SHA1: DigestAlgorithm {
  /// 20 bytes.
  public static let byteCount = 20
  /// `SHA1`
  public static let name = "SHA1"
}

/// SHA-512 (FIPS 180-4): the digest by which a plan asks for parts that the server already holds.
public enum SHA512: DigestAlgorithm {
  /// 64 bytes.
  public static let byteCount = 64
  /// `SHA512`
  public static let name = "SHA512"
}

/// SHA-256 (FIPS 180-4): the digest of a login's code challenge (RFC 7636, 4.2).
public enum SHA256: DigestAlgorithm {
  /// 32 bytes.
  public static let byteCount = 32
  /// `SHA256`
  public static let name = "SHA256"
}

/// The crypto library on this machine does not offer a digest: a policy (FIPS) may forbid it.
public struct DigestUnavailable: Error, CustomStringConvertible, Hashable {
  /// The algorithm's name, such as `SHA1`.
  public let algorithm: String

  /// What is missing, and the remedy.
  public var description: String {
    "the crypto library offers no \(algorithm); allow it in OpenSSL's configuration (openssl.cnf)"
  }
}
