internal import Foundation

/// An RSA key of 2048 bits, made by the `openssl` program.
public struct RSAMaterial: Sendable {
  /// The private key in the form of Box's configuration files: PKCS#8 in PEM, encrypted.
  public let privatePEM: String
  /// What the private key is encrypted with.
  public let passphrase: String
  /// The public key in PEM form.
  public let publicPEM: String

  /// The key that most tests share; made at the first call.
  public static func shared() async throws -> RSAMaterial { try await blocking { try made.get() } }
  /// Another key.
  public static func other() async throws -> RSAMaterial { try await blocking { try madeOther.get() } }

  private static let made = Result { try RSAMaterial() }
  private static let madeOther = Result { try RSAMaterial() }
  private let directory: TemporaryDirectory

  private init() throws {
    directory = try TemporaryDirectory()
    passphrase = "\(UUID())"
    let (key, plain, half) = (
      directory.file("key.pem"), directory.file("plain.pem"), directory.file("public.pem")
    )
    try OpenSSLTool.run("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", plain)
    try OpenSSLTool.run(
      "pkcs8", "-topk8", "-v2", "aes256", "-in", plain, "-passout", "pass:\(passphrase)", "-out", key)
    try OpenSSLTool.run("pkey", "-in", plain, "-pubout", "-out", half)
    privatePEM = try String(contentsOfFile: key, encoding: .utf8)
    publicPEM = try String(contentsOfFile: half, encoding: .utf8)
  }

  /// The signature of a message (RSASSA-PKCS1-v1_5), by the program.
  ///
  /// - Parameter digest: `sha256`, `sha384` or `sha512`.
  public func signature(of message: [UInt8], digest: String) async throws -> [UInt8] {
    try await blocking {
      let input = try directory.write(message, to: UUID().uuidString)
      try OpenSSLTool.run(
        "dgst", "-\(digest)", "-sign", directory.file("plain.pem"), "-out", input + ".signature", input)
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: input + ".signature")))
    }
  }
}
