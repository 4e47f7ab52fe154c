internal import ChunkModels

/// The applications that the emulator knows. Where there are none, any client will do.
struct Applications: Sendable {
  /// A registered application with its keys, ready for use.
  struct Entry: Sendable {
    let application: EmulatorApplication
    let keys: [String: SignatureKey]
  }

  private let entries: [String: Entry]

  /// - Throws: ``StoreError`` for a key that is none, and for a client id that is there twice.
  init(_ applications: [EmulatorApplication]) throws(StoreError) {
    var entries: [String: Entry] = [:]
    for application in applications {
      var keys: [String: SignatureKey] = [:]
      for (id, pem) in application.publicKeys {
        guard let key = SignatureKey(publicPEM: pem) else {
          throw StoreError(
            description: "key \(id) of application \(application.clientID) is no RSA public key in PEM form")
        }
        keys[id] = key
      }
      guard
        entries.updateValue(Entry(application: application, keys: keys), forKey: application.clientID) == nil
      else {
        throw StoreError(description: "application \(application.clientID) is registered twice; name it once")
      }
    }
    self.entries = entries
  }

  /// The application of a client id, or `nil` if none is registered at all.
  ///
  /// - Throws: for an id that is not registered, where others are.
  func find(_ clientID: String) throws(TokenRefusal) -> Entry? {
    if entries.isEmpty { return nil }
    guard let entry = entries[clientID] else { throw .invalidClient }
    return entry
  }

  /// Checks a client's id and secret.
  ///
  /// - Throws: if either is missing or wrong.
  func authenticate(_ form: TokenForm) throws(TokenRefusal) -> Entry? {
    guard let clientID = form["client_id"], let secret = form["client_secret"] else { throw .invalidClient }
    let entry = try find(clientID)
    if let entry, entry.application.clientSecret != secret { throw .invalidClient }
    return entry
  }
}

extension Applications.Entry {
  /// Whether an authorization may lead back to a URL.
  func allows(redirect: String) -> Bool {
    application.redirectURIs.isEmpty
      || application.redirectURIs.contains { RedirectTarget($0) == RedirectTarget(redirect) }
  }
}

/// The fields of a request for a token; an empty one counts as none.
struct TokenForm: Sendable {
  private let fields: [String: String]

  init(_ fields: [String: String]) { self.fields = fields }

  subscript(name: String) -> String? { fields[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// A field that must be there.
  func required(_ name: String) throws(TokenRefusal) -> String {
    guard let value = self[name] else { throw .missing(name) }
    return value
  }
}
