internal import ChunkModels
internal import ChunkSignature
internal import ChunkThreads

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Makes the assertions of an app's key: JSON Web Tokens, each good for one request (RFC 7519, RFC 7515).
final class AssertionMaker: Sendable {
  private let key: SigningKey
  private let digest: SignatureDigest
  private let header: String
  private let claims: [String: JSONValue]
  private let audience: String?
  /// How far the service's clock is ahead of this machine's, in seconds, as far as that is known.
  private let skew = Mutex<TimeInterval>(0)

  /// For how many seconds an assertion is good. The service takes none for longer than 60.
  private static let lifetime: TimeInterval = 30

  init(
    _ configuration: JWTConfiguration, _ subject: TokenSubject, _ algorithm: JWTCredentials.Algorithm,
    audience: String?
  ) throws(ChunkError) {
    do throws(SigningKeyError) {
      key = try SigningKey(pem: configuration.privateKey, passphrase: configuration.passphrase)
    } catch {
      throw ChunkError(error)
    }
    digest =
      switch algorithm {
      case .rs256: .sha256
      case .rs384: .sha384
      case .rs512: .sha512
      }
    header = Self.encoded([
      "alg": .string(algorithm.rawValue), "kid": .string(configuration.publicKeyId), "typ": "JWT",
    ])
    claims = [
      "iss": .string(configuration.clientId), "sub": .string(subject.id),
      "box_sub_type": .string(subject.type),
    ]
    self.audience = audience
  }

  /// A new assertion.
  ///
  /// - Throws: ``ChunkError`` if the crypto library does not sign.
  func assertion(for service: TokenService) throws(ChunkError) -> String {
    var claims = claims
    claims["aud"] = .string(audience ?? service.endpoints.audience)
    claims["jti"] = .string(RandomText.make())
    let time = service.wallClock().timeIntervalSince1970 + skew.withLock { $0 } + Self.lifetime
    claims["exp"] = .integer(Int64(max(0, min(time, 1e12))))
    let text = "\(header).\(Self.encoded(claims))"
    do throws(SigningKeyError) {
      return "\(text).\(Base64URL.text(try key.signature(of: Array(text.utf8), digest)))"
    } catch {
      throw ChunkError(error)
    }
  }

  /// Takes the service's time for the right one.
  func setClock(to time: Date, from here: Date) { skew.withLock { $0 = time.timeIntervalSince(here) } }

  private static func encoded(_ fields: [String: JSONValue]) -> String {
    Base64URL.text([UInt8]((try? WireJSON.encode(JSONValue.object(fields))) ?? Data()))
  }
}

extension ChunkError {
  /// A private key that cannot be used.
  init(_ error: SigningKeyError) {
    let again = "Download the configuration again from Box's developer console, or make a new key there"
    self =
      switch error {
      case .noPrivateKey(let found):
        .configuration(
          "holds no private key in PEM form, but \(found.map { "a \($0)" } ?? "another text")", again)
      case .passphraseMissing:
        .configuration("has an encrypted private key and no passphrase", "Add its passphrase")
      case .notDecrypted:
        .configuration(
          "has a private key that its passphrase does not decrypt",
          "Check the passphrase; if the key is encrypted in an old way, convert it with "
            + "'openssl pkcs8 -topk8 -v2 aes-256-cbc'")
      case .unreadable: .configuration("has a private key that cannot be read", again)
      case .notRSA(let kind):
        .configuration("has \(kind), and the service takes RSA keys", "Make an RSA key of 2048 bits or more")
      case .tooSmall(let bits):
        .configuration("has an RSA key of \(bits) bits", "Make an RSA key of 2048 bits or more")
      case .unsupported(let remedy):
        .configuration("has a private key in a form that cannot be read here", remedy)
      case .notSigned:
        ChunkError(
          .internal, "The crypto library made no signature",
          remedy: "Check the installation and the configuration of OpenSSL")
      }
    cause = error
  }
}
