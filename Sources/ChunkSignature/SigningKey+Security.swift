#if canImport(Darwin)
  internal import Foundation
  internal import Security

  /// An RSA private key to sign with.
  ///
  /// `@unchecked Sendable`: a key of the Security framework does not change.
  package final class SigningKey: @unchecked Sendable {
    private let key: SecKey

    /// A key in PEM form: PKCS #8, encrypted or not, or the older forms. On systems other than macOS there is
    /// nothing that reads an encrypted one.
    ///
    /// - Throws: ``SigningKeyError``.
    package init(pem: String, passphrase: String?) throws(SigningKeyError) {
      let text = PEMText(pem)
      guard text.isPrivateKey else { throw .noPrivateKey(found: text.label) }
      guard !text.isEncrypted || passphrase != nil else { throw .passphraseMissing }
      let key = try Self.read(pem, passphrase, text)
      let attributes = SecKeyCopyAttributes(key) as? [CFString: Any]
      guard let type = attributes?[kSecAttrKeyType] as? String, type == kSecAttrKeyTypeRSA as String else {
        throw .notRSA("a key of another kind")
      }
      let bits = attributes?[kSecAttrKeySizeInBits] as? Int ?? 0
      guard bits >= SigningKeyError.smallestKey else { throw .tooSmall(bits: bits) }
      self.key = key
    }

    #if os(macOS)
      private static func read(
        _ pem: String, _ passphrase: String?, _ text: PEMText
      ) throws(SigningKeyError) -> SecKey {
        var format = SecExternalFormat.formatUnknown
        var type = SecExternalItemType.itemTypePrivateKey
        var parameters = SecItemImportExportKeyParameters()
        let word = passphrase.map { $0 as CFString }
        if let word { parameters.passphrase = Unmanaged.passUnretained(word) }
        var items: CFArray?
        let status = withExtendedLifetime(word) {
          SecItemImport(Data(pem.utf8) as CFData, nil, &format, &type, [.pemArmour], &parameters, nil, &items)
        }
        guard status == errSecSuccess, let first = (items as? [Any])?.first,
          CFGetTypeID(first as CFTypeRef) == SecKeyGetTypeID()
        else { throw text.isEncrypted ? .notDecrypted : .unreadable }
        return unsafeDowncast(first as AnyObject, to: SecKey.self)
      }
    #else
      private static func read(
        _ pem: String, _ passphrase: String?, _ text: PEMText
      ) throws(SigningKeyError) -> SecKey {
        guard text.label == "RSA PRIVATE KEY", !text.isEncrypted else {
          throw .unsupported(
            "convert the key with 'openssl rsa -traditional'; this system reads no other form")
        }
        let base64 = pem.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }.joined()
        let attributes = [kSecAttrKeyType: kSecAttrKeyTypeRSA, kSecAttrKeyClass: kSecAttrKeyClassPrivate]
        guard let data = Data(base64Encoded: base64),
          let key = SecKeyCreateWithData(data as CFData, attributes as CFDictionary, nil)
        else { throw .unreadable }
        return key
      }
    #endif

    /// The signature of some bytes.
    ///
    /// - Throws: ``SigningKeyError`` if the system makes none.
    package func signature(of bytes: [UInt8], _ digest: SignatureDigest) throws(SigningKeyError) -> [UInt8] {
      let algorithm: SecKeyAlgorithm =
        switch digest {
        case .sha256: .rsaSignatureMessagePKCS1v15SHA256
        case .sha384: .rsaSignatureMessagePKCS1v15SHA384
        case .sha512: .rsaSignatureMessagePKCS1v15SHA512
        }
      guard let signature = SecKeyCreateSignature(key, algorithm, Data(bytes) as CFData, nil) else {
        throw .notSigned
      }
      return [UInt8](signature as Data)
    }
  }
#endif
