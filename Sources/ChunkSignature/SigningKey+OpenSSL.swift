#if !canImport(Darwin)
  internal import CCrypto

  /// An RSA private key to sign with.
  ///
  /// `@unchecked Sendable`: OpenSSL only reads a key while it signs, and allows that on any number of threads.
  package final class SigningKey: @unchecked Sendable {
    private let key: OpaquePointer

    /// A key in PEM form: PKCS #8, encrypted or not, or the older forms.
    ///
    /// - Throws: ``SigningKeyError``.
    package init(pem: String, passphrase: String?) throws(SigningKeyError) {
      // What OpenSSL notes of a failure is not to be found by who uses this thread next, libcurl for one.
      defer { ERR_clear_error() }
      let text = PEMText(pem)
      guard text.isPrivateKey else { throw .noPrivateKey(found: text.label) }
      guard !text.isEncrypted || passphrase != nil else { throw .passphraseMissing }
      guard let key = Self.read(Array(pem.utf8), passphrase ?? "") else {
        throw text.isEncrypted ? .notDecrypted : .unreadable
      }
      do throws(SigningKeyError) {
        try Self.check(key)
      } catch {
        EVP_PKEY_free(key)
        throw error
      }
      self.key = key
    }

    deinit { EVP_PKEY_free(key) }

    private static func read(_ pem: [UInt8], _ passphrase: String) -> OpaquePointer? {
      pem.withUnsafeBytes { bytes in
        guard let source = BIO_new_mem_buf(bytes.baseAddress, CInt(clamping: bytes.count)) else { return nil }
        defer { BIO_free(source) }
        // With a passphrase handed in, were it empty, OpenSSL does not ask for one on the terminal.
        var word = Array(passphrase.utf8CString)
        return word.withUnsafeMutableBytes { PEM_read_bio_PrivateKey(source, nil, nil, $0.baseAddress) }
      }
    }

    private static func check(_ key: OpaquePointer) throws(SigningKeyError) {
      guard chunk_key_is_rsa(key) == 1 else {
        throw .notRSA(chunk_key_is_ec(key) == 1 ? "an elliptic curve key" : "a key of another kind")
      }
      let bits = Int(chunk_key_bits(key))
      guard bits >= SigningKeyError.smallestKey else { throw .tooSmall(bits: bits) }
    }

    /// The signature of some bytes.
    ///
    /// - Throws: ``SigningKeyError`` if OpenSSL makes none: its configuration may forbid the digest.
    package func signature(of bytes: [UInt8], _ digest: SignatureDigest) throws(SigningKeyError) -> [UInt8] {
      defer { ERR_clear_error() }
      guard let context = EVP_MD_CTX_new() else { throw .notSigned }
      defer { EVP_MD_CTX_free(context) }
      var signature = [UInt8](repeating: 0, count: Int(chunk_key_size(key)))
      var length = signature.count
      guard let algorithm = EVP_get_digestbyname(digest.rawValue),
        EVP_DigestSignInit(context, nil, algorithm, nil, key) == 1,
        EVP_DigestSign(context, &signature, &length, bytes, bytes.count) == 1
      else { throw .notSigned }
      return Array(signature.prefix(length))
    }
  }
#endif
