#if canImport(Darwin)
  internal import ChunkTransport
  internal import Foundation
  internal import Security

  /// The certificates of a PEM file, to trust instead of the system's.
  ///
  /// `@unchecked Sendable`: certificates do not change.
  struct TrustAnchors: @unchecked Sendable {
    private let certificates: [SecCertificate]

    /// - Throws: ``TransportError`` with reason ``TransportError/Reason/invalidRequest`` if there are none in the file.
    init(file: String) throws(TransportError) {
      guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
        throw .invalidRequest("the certificate file '\(file)' cannot be read")
      }
      certificates = Self.blocks(in: text).compactMap { SecCertificateCreateWithData(nil, $0 as CFData) }
      guard !certificates.isEmpty else {
        throw .invalidRequest("the certificate file '\(file)' holds no certificate in PEM form")
      }
    }

    /// Whether a server's chain leads to one of these, for its name and at this time: the session has set the policy.
    func accept(_ trust: SecTrust) -> Bool {
      guard SecTrustSetAnchorCertificates(trust, certificates as CFArray) == errSecSuccess,
        SecTrustSetAnchorCertificatesOnly(trust, true) == errSecSuccess
      else { return false }
      return SecTrustEvaluateWithError(trust, nil)
    }

    /// What stands between the lines that begin and end a certificate (RFC 7468, 5.1), decoded.
    private static func blocks(in text: String) -> [Data] {
      var found: [Data] = []
      var block: String?
      for line in text.split(whereSeparator: \.isNewline) {
        switch line {
        case "-----BEGIN CERTIFICATE-----": block = ""
        case "-----END CERTIFICATE-----":
          if let block, let data = Data(base64Encoded: block) { found.append(data) }
          block = nil
        default: block?.append(contentsOf: line)
        }
      }
      return found
    }
  }
#endif
