#if canImport(CryptoKit)
  internal import CryptoKit

  /// A digest in the making: feed it bytes in order, then ask for the digest.
  ///
  /// It is a class, as it is on Linux, and not `Sendable`: one thread uses it at a time.
  public final class DigestHasher<Algorithm: DigestAlgorithm> {
    private var state: any HashFunction

    /// A hasher that has seen no bytes.
    ///
    /// - Throws: ``DigestUnavailable`` if the algorithm is none of SHA-1, SHA-256 and SHA-512.
    public init() throws(DigestUnavailable) {
      switch Algorithm.name {
      case SHA1.name: state = Insecure.SHA1()
      case SHA256.name: state = CryptoKit.SHA256()
      case SHA512.name: state = CryptoKit.SHA512()
      default: throw DigestUnavailable(algorithm: Algorithm.name)
      }
    }

    /// Takes in the next bytes.
    public func update(_ bytes: UnsafeRawBufferPointer) {
      state.update(bufferPointer: bytes)
    }

    /// The digest of all bytes so far. More bytes may follow.
    ///
    /// - Throws: ``DigestUnavailable`` never on Apple systems; OpenSSL can refuse on others.
    public func digest() throws(DigestUnavailable) -> Digest<Algorithm> {
      guard let digest = Digest<Algorithm>(bytes: Array(state.finalize())) else {
        throw DigestUnavailable(algorithm: Algorithm.name)
      }
      return digest
    }

    /// Another hasher that has seen the same bytes.
    ///
    /// - Throws: ``DigestUnavailable`` never on Apple systems; OpenSSL can refuse on others.
    public func copy() throws(DigestUnavailable) -> DigestHasher {
      let copy = try DigestHasher()
      copy.state = state
      return copy
    }
  }
#endif
