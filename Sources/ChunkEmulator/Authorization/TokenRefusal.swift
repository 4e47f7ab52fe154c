internal import ChunkModels

/// Why the token endpoint gives no token, in the service's words where they were seen.
struct TokenRefusal: Error, Hashable {
  var error: OAuth2ErrorCode
  var reason: String

  /// The body of the answer, whose status is 400.
  var model: OAuth2Error { OAuth2Error(error: error, errorDescription: reason) }
}

extension TokenRefusal {
  static let unknownGrant = TokenRefusal(
    error: .unsupportedGrantType, reason: "Invalid grant_type parameter or parameter missing")
  static let invalidClient = TokenRefusal(
    error: .invalidClient, reason: "The client credentials are invalid")
  static let invalidCredentials = grant("Grant credentials are invalid")
  static let expiredRefreshToken = grant("Refresh token has expired")
  static let invalidRefreshToken = grant("Invalid refresh token")
  static let expiredCode = grant("The authorization code has expired")
  static let invalidCode = grant("Auth code doesn't exist or is invalid for the client")
  static let redirectMismatch = TokenRefusal(
    error: "redirect_uri_mismatch", reason: "The redirect URI did not match")
  static let invalidVerifier = grant("The code verifier does not match the code challenge")
  static let invalidSubjectToken = TokenRefusal(
    error: .invalidGrant, reason: "The subject_token provided is invalid")
  static let invalidResource = TokenRefusal(
    error: "invalid_resource", reason: "The requested resource is invalid, unknown, or malformed")

  /// 400 `invalid_grant`.
  static func grant(_ reason: String) -> TokenRefusal { TokenRefusal(error: .invalidGrant, reason: reason) }

  /// 400 for a field that is not there.
  static func missing(_ field: String) -> TokenRefusal {
    TokenRefusal(error: .invalidRequest, reason: "\(field) is missing")
  }

  /// 400 for a scope that does not exist, or that the token which is to be narrowed does not have.
  static func scope(_ scope: String) -> TokenRefusal {
    TokenRefusal(
      error: .invalidScope, reason: "The requested scope is invalid, unknown, or malformed: \(scope)")
  }

  /// 400 for a claim of an assertion.
  static func claim(_ name: String, _ reason: String) -> TokenRefusal {
    .grant("Please check the '\(name)' claim. \(reason)")
  }
}
