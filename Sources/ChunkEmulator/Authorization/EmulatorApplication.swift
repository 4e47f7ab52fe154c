public import ChunkModels

/// An application that is registered with the emulator, as one is in Box's developer console.
///
/// Where none is registered, the emulator takes any client id with any secret, and looks at an
/// assertion's claims but not at its signature.
public struct EmulatorApplication: Sendable, Hashable {
  /// The client id.
  public var clientID: String
  /// The client secret, which every request for a token must have.
  public var clientSecret: String
  /// The enterprise whose tokens the application may have; `nil` for any.
  public var enterpriseID: String?
  /// The public keys that check its assertions, as PEM texts by key id. With none of them, no assertion is
  /// taken.
  public var publicKeys: [String: String]
  /// Where an authorization may lead back to; of loopback addresses the port does not count (RFC 8252,
  /// section 7.3). With none of them, anywhere.
  public var redirectURIs: [String]

  /// Describes an application.
  public init(
    clientID: String, clientSecret: String, enterpriseID: String? = nil, publicKeys: [String: String] = [:],
    redirectURIs: [String] = []
  ) {
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.enterpriseID = enterpriseID
    self.publicKeys = publicKeys
    self.redirectURIs = redirectURIs
  }
}

extension EmulatorApplication: Redacted {
  /// Every field but the secret.
  public var shownFields: KeyValuePairs<String, Any> {
    [
      "clientID": clientID, "clientSecret": redacted(clientSecret), "enterpriseID": enterpriseID as Any,
      "publicKeys": publicKeys.keys.sorted(), "redirectURIs": redirectURIs,
    ]
  }
}
