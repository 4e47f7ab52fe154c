/// What a request for a token can show to get one.
enum GrantType: String, Sendable {
  case authorizationCode = "authorization_code"
  case refreshToken = "refresh_token"
  case clientCredentials = "client_credentials"
  case assertion = "urn:ietf:params:oauth:grant-type:jwt-bearer"
  case exchange = "urn:ietf:params:oauth:grant-type:token-exchange"
  /// One that the service does not know, or none.
  case other

  init(_ text: String?) { self = text.flatMap { GrantType(rawValue: $0) } ?? .other }

  /// The last word, by which requests are counted.
  var word: String { rawValue.split(separator: ":").last.map { String($0) } ?? rawValue }
}
