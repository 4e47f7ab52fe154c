public import ChunkModels

/// Client credentials: an app asks for tokens with its id and its secret
/// ([guide](https://developer.box.com/guides/authentication/client-credentials/)).
///
/// An administrator has to have authorized the app in the Admin Console.
public struct ClientCredentials: TokenGrant, Hashable {
  /// The app's client id.
  public let clientId: String
  /// The app's client secret.
  public let clientSecret: String
  /// Whom the tokens stand for.
  public let subject: TokenSubject

  /// Client credentials.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument`` if one of them is empty or no id.
  public init(clientId: String, clientSecret: String, subject: TokenSubject) throws(ChunkError) {
    try ArgumentChecks.application(id: clientId, secret: clientSecret)
    try ArgumentChecks.id(subject.id, of: subject.type)
    self.clientId = clientId
    self.clientSecret = clientSecret
    self.subject = subject
  }

  /// A new token: the old one plays no part in it.
  public func issue(
    replacing token: BearerToken?, by service: TokenService
  ) async throws(ChunkError) -> IssuedToken {
    var request = TokenRequest(.clientCredentials)
    request.add("client_id", clientId)
    request.add(secret: "client_secret", clientSecret)
    request.add("box_subject_type", subject.type)
    request.add("box_subject_id", subject.id)
    return try await service.token(request)
  }
}

extension ClientCredentials: Redacted {
  /// Every field but the secret.
  public var shownFields: KeyValuePairs<String, Any> {
    ["clientId": clientId, "clientSecret": redacted(clientSecret), "subject": subject]
  }
}

extension ArgumentChecks {
  /// An app's id, and its secret, of which no message says anything.
  static func application(id: String, secret: String) throws(ChunkError) {
    try Self.id(id, of: "app (client id)")
    guard !secret.isEmpty, secret.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw .invalidArgument(
        "The client secret is empty or holds a space or a control character",
        "Copy the client secret from the app's configuration in Box's developer console")
    }
  }
}
