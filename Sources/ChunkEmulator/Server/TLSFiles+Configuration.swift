internal import HummingbirdTLS

extension TLSFiles {
  /// The server's side of TLS with this certificate and key.
  ///
  /// - Throws: ``StoreError`` that names the file which is at fault; TLS itself would not.
  func configuration() throws -> TLSConfiguration {
    let certificateBytes = try read(certificatePath, "a certificate chain")
    let keyBytes = try read(keyPath, "a private key")
    guard let chain = try? NIOSSLCertificate.fromPEMBytes(certificateBytes), !chain.isEmpty else {
      throw StoreError(
        description: "\(certificatePath) has no certificate in PEM form (-----BEGIN CERTIFICATE-----)")
    }
    guard let key = try? NIOSSLPrivateKey(bytes: keyBytes, format: .pem) else {
      throw StoreError(
        description:
          "\(keyPath) has no private key in PEM form (-----BEGIN PRIVATE KEY-----) without a passphrase")
    }
    return TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
  }

  /// Certificate and key are good, each for itself, and TLS does not take them together.
  var mismatch: StoreError {
    StoreError(
      description:
        "the private key in \(keyPath) does not go with the first certificate in \(certificatePath)")
  }

  private func read(_ path: String, _ what: String) throws(StoreError) -> [UInt8] {
    do {
      return try SystemCalls.readFile(path)
    } catch {
      throw StoreError(description: "\(error.description); name a file with \(what) in PEM form")
    }
  }
}
