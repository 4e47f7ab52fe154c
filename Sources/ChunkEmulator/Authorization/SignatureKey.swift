internal import CCrypto

/// An RSA key that checks signatures.
///
/// Sendable unchecked: OpenSSL's key is not changed after it was read, and may be used by several threads.
final class SignatureKey: @unchecked Sendable {
  private let key: OpaquePointer

  /// Reads a public key; `nil` if the text is none.
  convenience init?(publicPEM: String) {
    self.init(Self.reading(publicPEM) { PEM_read_bio_PUBKEY($0, nil, nil, nil) })
  }

  /// Reads a private key, of which only the public half is used; `nil` if the text is none or the
  /// passphrase is not its own.
  convenience init?(privatePEM: String, passphrase: String) {
    let key = passphrase.withCString { text in
      // Without a function of ours OpenSSL takes the pointer for the passphrase. It is never NULL: for that
      // it would ask at the terminal.
      Self.reading(privatePEM) {
        PEM_read_bio_PrivateKey($0, nil, nil, UnsafeMutableRawPointer(mutating: text))
      }
    }
    self.init(key)
  }

  private init?(_ key: OpaquePointer?) {
    // What a failed attempt leaves in the thread's queue of errors would be taken for another's.
    ERR_clear_error()
    guard let key else { return nil }
    guard chunk_key_is_rsa(key) == 1 else {
      EVP_PKEY_free(key)
      return nil
    }
    self.key = key
  }

  deinit { EVP_PKEY_free(key) }

  /// The public key in PEM form.
  var publicPEM: String {
    guard let output = BIO_new(BIO_s_mem()) else { return "" }
    defer { BIO_free(output) }
    guard PEM_write_bio_PUBKEY(output, key) == 1 else { return "" }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = BIO_read(output, &bytes, CInt(bytes.count))
    return count > 0 ? String(decoding: bytes.prefix(Int(count)), as: UTF8.self) : ""
  }

  /// Whether a signature (RSASSA-PKCS1-v1_5, RFC 7518, section 3.3) is this key's for a message.
  ///
  /// - Parameter digest: `SHA256`, `SHA384` or `SHA512`.
  func verifies(_ signature: [UInt8], of message: [UInt8], digest: String) -> Bool {
    defer { ERR_clear_error() }
    guard let context = EVP_MD_CTX_new() else { return false }
    defer { EVP_MD_CTX_free(context) }
    return EVP_DigestVerifyInit(context, nil, EVP_get_digestbyname(digest), nil, key) == 1
      && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }

  private static func reading(_ pem: String, _ read: (OpaquePointer) -> OpaquePointer?) -> OpaquePointer? {
    let bytes = Array(pem.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      guard let input = BIO_new_mem_buf(buffer.baseAddress, CInt(buffer.count)) else { return nil }
      defer { BIO_free(input) }
      return read(input)
    }
  }
}
