internal import Foundation

/// An RSA key pair of an app, made once a process by the `openssl` program.
public struct RSAMaterial: Sendable {
  /// The passphrase of ``encrypted``.
  public static let passphrase = "app-key-passphrase-93af"

  /// The forms that the key is in.
  public enum Form: String, Sendable, CaseIterable {
    /// PKCS #8, encrypted as Box's developer console does.
    case encrypted
    /// PKCS #8, not encrypted.
    case plain
    /// The old form (PKCS #1).
    case traditional
    /// The old form, encrypted.
    case traditionalEncrypted = "traditional-encrypted"
  }

  /// The public key's file.
  public let publicFile: String
  /// The public key.
  public let publicPEM: String
  /// An elliptic curve key.
  public let ellipticCurve: String
  /// An RSA key of 1024 bits.
  public let small: String
  private let forms: [Form: String]
  private let directory: TemporaryDirectory

  /// The private key.
  public func pem(_ form: Form) -> String { forms[form] ?? "" }

  /// The material; made at the first call.
  public static func shared() async throws -> RSAMaterial { try await blocking { try made.get() } }

  /// Another app's.
  public static func other() async throws -> RSAMaterial { try await blocking { try madeOther.get() } }

  private static let made = Result { try RSAMaterial() }
  private static let madeOther = Result { try RSAMaterial() }

  private init() throws {
    let directory = try TemporaryDirectory()
    self.directory = directory
    let path = { (form: Form) in directory.file(form.rawValue + ".pem") }
    let plain = path(.plain)
    let password = "pass:" + Self.passphrase
    try openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", plain)
    try openssl(
      "pkcs8", "-topk8", "-v2", "des3", "-in", plain, "-passout", password, "-out", path(.encrypted))
    try openssl("rsa", "-traditional", "-in", plain, "-out", path(.traditional))
    try openssl(
      "rsa", "-traditional", "-aes128", "-in", plain, "-passout", password, "-out",
      path(.traditionalEncrypted))
    publicFile = directory.file("public.pem")
    try openssl("pkey", "-in", plain, "-pubout", "-out", publicFile)
    publicPEM = try String(contentsOfFile: publicFile, encoding: .utf8)
    var forms: [Form: String] = [:]
    for form in Form.allCases { forms[form] = try String(contentsOfFile: path(form), encoding: .utf8) }
    self.forms = forms
    ellipticCurve = try openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")
    small = try openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024")
  }

  /// The signature of these bytes (RSASSA-PKCS1-v1_5), by the `openssl` program.
  ///
  /// - Parameter digest: `SHA256`, `SHA384` or `SHA512`.
  public func signature(of bytes: [UInt8], digest: String) async throws -> [UInt8] {
    try await blocking {
      let scratch = try TemporaryDirectory()
      let data = try scratch.write(bytes, to: "data")
      try openssl(
        "dgst", "-\(digest.lowercased())", "-sign", directory.file("plain.pem"), "-out",
        scratch.file("signature"), data)
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: scratch.file("signature"))))
    }
  }

  /// Whether a signature is one of these bytes, by the `openssl` program.
  public func verifies(_ signature: [UInt8], of bytes: [UInt8], digest: String) async throws -> Bool {
    try await blocking {
      let directory = try TemporaryDirectory()
      let signature = try directory.write(signature, to: "signature")
      let data = try directory.write(bytes, to: "data")
      do {
        return try openssl(
          "dgst", "-\(digest.lowercased())", "-verify", publicFile, "-signature", signature, data
        ).hasPrefix("Verified OK")
      } catch is ToolFailure {
        return false
      }
    }
  }
}
