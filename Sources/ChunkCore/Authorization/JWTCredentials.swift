public import ChunkModels
internal import ChunkSignature
internal import ChunkThreads

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// An app's key: the app signs an assertion and gets a token for it (RFC 7523;
/// [guide](https://developer.box.com/guides/authentication/jwt/)).
///
/// Each request has an assertion of its own. If the service says that its time is not right, the service's own time is
/// used from then on.
public struct JWTCredentials: TokenGrant {
  /// With which digest assertions are signed (RFC 7518, 3.3).
  public enum Algorithm: String, Sendable, CaseIterable {
    /// RSA with SHA-256.
    case rs256 = "RS256"
    /// RSA with SHA-384.
    case rs384 = "RS384"
    /// RSA with SHA-512.
    case rs512 = "RS512"
  }

  /// The app.
  public let configuration: JWTConfiguration
  /// Whom the tokens stand for.
  public let subject: TokenSubject
  private let maker: AssertionMaker

  /// So often an assertion is made anew when the service does not like its time or its number.
  private static let assertions = 5

  /// An app's key. It is read now, so that a key or passphrase that is not right is found at once.
  ///
  /// - Parameters:
  ///   - configuration: The app.
  ///   - subject: Whom the tokens stand for; `nil` for the configuration's user, or else its enterprise.
  ///   - algorithm: How assertions are signed.
  ///   - audience: The `aud` of assertions; `nil` for the token URL if it is one of Box, or else Box's own.
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument`` if the key cannot be read, is no RSA key of 2048
  ///   bits or more, or nobody is named whom tokens could stand for.
  public init(
    configuration: JWTConfiguration, subject: TokenSubject? = nil, algorithm: Algorithm = .rs256,
    audience: String? = nil
  ) throws(ChunkError) {
    try ArgumentChecks.application(id: configuration.clientId, secret: configuration.clientSecret)
    let named =
      configuration.userId.map { TokenSubject.user($0) }
      ?? configuration.enterpriseId.map { TokenSubject.enterprise($0) }
    guard let subject = subject ?? named else {
      throw .configuration("names neither an enterprise nor a user", "Give the id of one")
    }
    try ArgumentChecks.id(subject.id, of: subject.type)
    self.configuration = configuration
    self.subject = subject
    maker = try AssertionMaker(configuration, subject, algorithm, audience: audience)
  }

  /// A new token: the old one plays no part in it.
  public func issue(
    replacing token: BearerToken?, by service: TokenService
  ) async throws(ChunkError) -> IssuedToken {
    do throws(TokenFailure) {
      return try await service.persistently { () async throws(TokenFailure) in
        try await ask(service)
      }
    } catch {
      throw error.error
    }
  }

  private func ask(_ service: TokenService) async throws(TokenFailure) -> IssuedToken {
    var made = 0
    while true {
      made += 1
      let assertion: String
      do throws(ChunkError) {
        assertion = try maker.assertion(for: service)
      } catch {
        throw TokenFailure(error)
      }
      var request = TokenRequest(.jwt)
      request.add("client_id", configuration.clientId)
      request.add(secret: "client_secret", configuration.clientSecret)
      request.add(secret: "assertion", assertion)
      do throws(TokenFailure) {
        return try await service.ask(request)
      } catch {
        guard error.isOfClaims, made < Self.assertions else { throw error }
        if let time = error.serverTime { maker.setClock(to: time, from: service.wallClock()) }
      }
    }
  }
}

extension JWTCredentials: Redacted {
  /// Whom the tokens stand for, and what of the configuration is no secret.
  public var shownFields: KeyValuePairs<String, Any> {
    ["configuration": configuration, "subject": subject]
  }
}
