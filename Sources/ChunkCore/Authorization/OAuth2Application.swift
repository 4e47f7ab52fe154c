public import ChunkModels

/// An app that users log in to: its id and its secret, from Box's developer console
/// ([guide](https://developer.box.com/guides/authentication/oauth2/)).
public struct OAuth2Application: Sendable, Hashable {
  /// The app's client id.
  public let clientId: String
  /// The app's client secret.
  public let clientSecret: String

  /// An app.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument`` if one of them is empty or cannot be one.
  public init(clientId: String, clientSecret: String) throws(ChunkError) {
    try ArgumentChecks.application(id: clientId, secret: clientSecret)
    self.clientId = clientId
    self.clientSecret = clientSecret
  }
}

extension OAuth2Application: Redacted {
  /// The id; of the secret only that there is one.
  public var shownFields: KeyValuePairs<String, Any> {
    ["clientId": clientId, "clientSecret": redacted(clientSecret)]
  }
}
