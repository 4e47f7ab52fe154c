#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import ChunkDigest
internal import Synchronization

/// What a user allowed, as an authorization code stands for it.
struct Authorization: Sendable {
  var rights: TokenRights
  var clientID: String
  /// Where the code was sent; `nil` if the request left that to what is registered.
  var redirectURI: String?
  /// The SHA-256 of the verifier that must come with the code (RFC 7636), or `nil` for none.
  var codeChallenge: String?
}

/// The authorization codes that were given: each is good for half a minute and one use.
final class AuthorizationCodes: Sendable {
  private struct Entry: Sendable {
    var authorization: Authorization
    var expiry: Date
  }

  private let entries = Mutex<[String: Entry]>([:])

  /// A new code.
  func issue(_ authorization: Authorization) -> String {
    let code = Identifiers.hexadecimal(digits: Self.codeDigits)
    let entry = Entry(authorization: authorization, expiry: Date(timeIntervalSinceNow: Self.lifetime))
    entries.withLock { $0[code] = entry }
    return code
  }

  /// Uses up a code, also by a request that is refused.
  ///
  /// - Throws: if there is none, or it is another client's, or over; or if the redirect URI or the verifier
  ///   is not its own.
  func redeem(_ form: TokenForm) throws(TokenRefusal) -> Authorization {
    let code = try form.required("code")
    guard let entry = entries.withLock({ $0.removeValue(forKey: code) }),
      entry.authorization.clientID == form["client_id"]
    else { throw .invalidCode }
    guard entry.expiry > Date() else { throw .expiredCode }
    let authorization = entry.authorization
    if let given = form["redirect_uri"], let expected = authorization.redirectURI, given != expected {
      throw .redirectMismatch
    }
    if let challenge = authorization.codeChallenge {
      guard let verifier = form["code_verifier"],
        let digest = try? SHA256.digest(of: verifier.utf8), Base64URL.encode(digest.bytes) == challenge
      else { throw .invalidVerifier }
    }
    return authorization
  }

  private static let codeDigits = 32
  private static let lifetime: Double = 30
}
