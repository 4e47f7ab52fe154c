internal import Foundation

/// A private certificate authority and certificates of it, made once a process by the `openssl` program.
public struct TLSMaterial: Sendable {
  /// A certificate and its key, as PEM files.
  public struct Identity: Sendable {
    /// The certificate's file.
    public let certificateFile: String
    /// The key's file.
    public let keyFile: String
  }

  /// The authority's certificate.
  public let authorityFile: String
  /// For `localhost` and `127.0.0.1`.
  public let valid: Identity
  /// For another host.
  public let wrongHost: Identity
  /// For the right host, until yesterday.
  public let expired: Identity

  /// The material; made at the first call.
  public static func shared() async throws -> TLSMaterial { try await blocking { try made.get() } }

  private static let made = Result { try TLSMaterial() }
  private let directory: TemporaryDirectory

  private init() throws {
    directory = try TemporaryDirectory()
    authorityFile = directory.file("ca.pem")
    let rightNames = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    try openssl(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
      "-subj", "/CN=Test authority", "-addext", "basicConstraints=critical,CA:TRUE",
      "-keyout", directory.file("ca.key"), "-out", authorityFile)
    valid = try Self.issue("valid", names: rightNames, days: "2", in: directory)
    wrongHost = try Self.issue(
      "wrong", names: "subjectAltName=DNS:elsewhere.example", days: "2", in: directory)
    // A negative number of days ends the certificate before now.
    expired = try Self.issue("expired", names: rightNames, days: "-1", in: directory)
  }

  private static func issue(
    _ name: String, names: String, days: String, in directory: TemporaryDirectory
  ) throws -> Identity {
    let request = directory.file(name + ".csr")
    let extensions = try directory.write(Array((names + "\n").utf8), to: name + ".ext")
    let identity = Identity(
      certificateFile: directory.file(name + ".pem"), keyFile: directory.file(name + ".key"))
    try openssl(
      "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=\(name)",
      "-keyout", identity.keyFile, "-out", request)
    try openssl(
      "x509", "-req", "-in", request, "-CA", directory.file("ca.pem"), "-CAkey", directory.file("ca.key"),
      "-CAcreateserial", "-days", days, "-extfile", extensions, "-out", identity.certificateFile)
    return identity
  }
}
