public import ChunkModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A user's login as it is kept: the tokens, the app that they belong to, and the service that issued them.
///
/// All of it is as secret as a password.
public struct StoredLogin: Sendable, Hashable {
  /// The access token, as long as there is one.
  public var accessToken: String?
  /// What the next tokens are got with. It is good for one use, and for 60 days.
  public var refreshToken: String
  /// When the access token was issued, by this machine's clock.
  public var issuedAt: Date?
  /// When the access token ends, by this machine's clock.
  public var expiresAt: Date?
  /// The client id of the app that the user has logged in to.
  public var clientId: String?
  /// The app's client secret; `nil` if whoever uses the login brings it.
  public var clientSecret: String?
  /// The token URL of the service that issued the tokens. They are sent to no other.
  public var tokenURL: String?

  /// A login.
  public init(
    accessToken: String? = nil, refreshToken: String, issuedAt: Date? = nil, expiresAt: Date? = nil,
    clientId: String? = nil, clientSecret: String? = nil, tokenURL: String? = nil
  ) {
    self.accessToken = accessToken
    self.refreshToken = refreshToken
    self.issuedAt = issuedAt
    self.expiresAt = expiresAt
    self.clientId = clientId
    self.clientSecret = clientSecret
    self.tokenURL = tokenURL
  }

  /// The same login with tokens that were issued just now. Without a new refresh token the old one stays.
  func with(_ issued: IssuedToken, now: Date) -> StoredLogin {
    var login = self
    login.accessToken = issued.token.secret
    login.refreshToken = issued.refreshToken ?? refreshToken
    login.expiresAt = issued.remaining.map { now.addingTimeInterval($0 / .seconds(1)) }
    login.issuedAt = login.expiresAt.map {
      $0.addingTimeInterval(-((issued.lifetime ?? .zero) / .seconds(1)))
    }
    return login
  }

  /// The access token, if it is good for a while yet and is not the one that is to be replaced.
  func issued(insteadOf rejected: BearerToken?, now: Date) -> IssuedToken? {
    guard let accessToken, accessToken != rejected?.secret, let token = try? BearerToken(accessToken) else {
      return nil
    }
    // Without an end it may be old; who has refused nothing yet tries it.
    guard let issuedAt, let expiresAt else {
      return rejected == nil ? IssuedToken(token: token, lifetime: nil, refreshToken: refreshToken) : nil
    }
    let lifetime = Duration.seconds(max(0, min(expiresAt.timeIntervalSince(issuedAt), 1e9)))
    // The clock may have been set back since: nothing lives longer than its lifetime.
    let remaining = min(.seconds(max(-1, min(expiresAt.timeIntervalSince(now), 1e9))), lifetime)
    guard remaining > IssuedToken.margin(lifetime) else { return nil }
    return IssuedToken(
      token: token, lifetime: lifetime, remaining: remaining, refreshToken: refreshToken)
  }
}

extension StoredLogin: Redacted {
  /// Every field; of the secrets only whether they are there.
  public var shownFields: KeyValuePairs<String, Any> {
    [
      "accessToken": redacted(accessToken), "refreshToken": redacted(refreshToken),
      "issuedAt": issuedAt as Any, "expiresAt": expiresAt as Any, "clientId": clientId as Any,
      "clientSecret": redacted(clientSecret), "tokenURL": tokenURL as Any,
    ]
  }
}

extension StoredLogin {
  /// The version of the form below.
  private static let version: Int64 = 1

  /// The login as JSON, for storages that keep text: an object with `access_token`, `refresh_token`, `issued_at`
  /// and `expires_at` (seconds since 1970-01-01 00:00 UTC), `client_id`, `client_secret`, `token_url`, and
  /// `version`, which is 1.
  public var json: Data {
    var fields: [String: JSONValue] = [
      "version": .integer(Self.version), "refresh_token": .string(refreshToken),
    ]
    fields["access_token"] = accessToken.map { .string($0) }
    fields["issued_at"] = issuedAt.map { .number($0.timeIntervalSince1970) }
    fields["expires_at"] = expiresAt.map { .number($0.timeIntervalSince1970) }
    fields["client_id"] = clientId.map { .string($0) }
    fields["client_secret"] = clientSecret.map { .string($0) }
    fields["token_url"] = tokenURL.map { .string($0) }
    // It fails for numbers that are not finite, and a date of such a one there is none.
    return (try? WireJSON.encode(JSONValue.object(fields))) ?? Data()
  }

  /// A login from its JSON. Unknown fields are ignored.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/loginRequired`` if it is none, or of a newer version. The
  ///   message repeats nothing of it.
  public init(json: Data) throws(ChunkError) {
    guard let value = try? WireJSON.decode(JSONValue.self, from: json),
      let refreshToken = value["refresh_token"]?.stringValue, !refreshToken.isEmpty
    else {
      throw ChunkError(
        .loginRequired, "The stored login is damaged, or is none", remedy: "Remove it and log in again")
    }
    let version = value["version"]?.integerValue ?? Self.version
    guard version <= Self.version else {
      throw ChunkError(
        .loginRequired,
        "The stored login has format \(version), and this program knows \(Self.version)",
        remedy: "Use the newer program that wrote it, or remove it and log in again")
    }
    self.init(
      accessToken: value["access_token"]?.stringValue, refreshToken: refreshToken,
      issuedAt: Self.date(value["issued_at"]), expiresAt: Self.date(value["expires_at"]),
      clientId: value["client_id"]?.stringValue, clientSecret: value["client_secret"]?.stringValue,
      tokenURL: value["token_url"]?.stringValue)
  }

  private static func date(_ value: JSONValue?) -> Date? {
    value?.numberValue.flatMap { $0.isFinite ? Date(timeIntervalSince1970: $0) : nil }
  }
}
