/// A request for a token: the fields of its form, and which of them are secrets.
struct TokenRequest: Sendable {
  /// What the token is asked with.
  enum Grant: Sendable {
    case authorizationCode
    case clientCredentials
    case exchange
    case jwt
    case refresh

    /// The `grant_type` on the wire.
    var type: String {
      switch self {
      case .authorizationCode: "authorization_code"
      case .clientCredentials: "client_credentials"
      case .exchange: "urn:ietf:params:oauth:grant-type:token-exchange"
      case .jwt: "urn:ietf:params:oauth:grant-type:jwt-bearer"
      case .refresh: "refresh_token"
      }
    }

    /// What it is called in messages.
    var action: String {
      switch self {
      case .authorizationCode: "Getting a token for the login"
      case .clientCredentials: "Getting a token with the client credentials"
      case .exchange: "Getting a downscoped token"
      case .jwt: "Getting a token with the app's key"
      case .refresh: "Renewing the token"
      }
    }
  }

  let grant: Grant
  private(set) var fields = FormFields()
  /// What must not be quoted of an answer.
  private(set) var secrets: [String] = []

  init(_ grant: Grant) {
    self.grant = grant
    fields.add("grant_type", grant.type)
  }

  mutating func add(_ name: String, _ value: String) { fields.add(name, value) }

  mutating func add(secret name: String, _ value: String) {
    fields.add(name, value)
    secrets.append(value)
  }

  mutating func add(_ application: OAuth2Application) {
    add("client_id", application.clientId)
    add(secret: "client_secret", application.clientSecret)
  }
}
