#if !canImport(CryptoKit)
  internal import CCrypto

  /// A digest in the making: feed it bytes in order, then ask for the digest.
  ///
  /// It is a class because OpenSSL's state is one, and not `Sendable`: one thread uses it at a time.
  public final class DigestHasher<Algorithm: DigestAlgorithm> {
    private let state: OpaquePointer

    /// A hasher that has seen no bytes.
    ///
    /// - Throws: ``DigestUnavailable`` if OpenSSL's configuration does not offer the algorithm.
    public init() throws(DigestUnavailable) {
      guard let state = EVP_MD_CTX_new() else { throw DigestUnavailable(algorithm: Algorithm.name) }
      guard let algorithm = EVP_get_digestbyname(Algorithm.name),
        EVP_DigestInit_ex(state, algorithm, nil) == 1
      else {
        EVP_MD_CTX_free(state)
        throw DigestUnavailable(algorithm: Algorithm.name)
      }
      self.state = state
    }

    deinit { EVP_MD_CTX_free(state) }

    /// Takes in the next bytes.
    public func update(_ bytes: UnsafeRawBufferPointer) {
      // OpenSSL refuses an update only after the digest was finalized, and no one sees this state then.
      _ = EVP_DigestUpdate(state, bytes.baseAddress, bytes.count)
    }

    /// The digest of all bytes so far. More bytes may follow.
    ///
    /// - Throws: ``DigestUnavailable`` if OpenSSL could not copy its state.
    public func digest() throws(DigestUnavailable) -> Digest<Algorithm> {
      let copy = try copy()
      var bytes = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
      guard EVP_DigestFinal_ex(copy.state, &bytes, nil) == 1,
        let digest = Digest<Algorithm>(bytes: Array(bytes.prefix(Algorithm.byteCount)))
      else { throw DigestUnavailable(algorithm: Algorithm.name) }
      return digest
    }

    /// Another hasher that has seen the same bytes.
    ///
    /// - Throws: ``DigestUnavailable`` if OpenSSL could not copy its state.
    public func copy() throws(DigestUnavailable) -> DigestHasher {
      let copy = try DigestHasher()
      guard EVP_MD_CTX_copy_ex(copy.state, state) == 1 else {
        throw DigestUnavailable(algorithm: Algorithm.name)
      }
      return copy
    }
  }
#endif
