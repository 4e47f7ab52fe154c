internal import ChunkModels
internal import ChunkTransport
internal import HTTPTypes

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A request to the token endpoint that gave no token, and what a grant has to know of it.
struct TokenFailure: Error {
  var error: ChunkError
  /// Whether the service has not issued a token for certain. If not, what was good for one use may be used up.
  var isOutcomeKnown = true
  /// The service's time, if it answered.
  var serverTime: Date?
  /// Whether the service says that a time or the number of an assertion is not right.
  var isOfClaims = false

  init(_ error: ChunkError, isOutcomeKnown: Bool = true) {
    self.error = error
    self.isOutcomeKnown = isOutcomeKnown
  }

  /// No answer. The request that needed the token was not sent, whatever has become of this one.
  init(_ error: TransportError, _ action: String) {
    self.error = ChunkError(error, of: action)
    if self.error.kind == .outcomeUnknown || self.error.kind == .unreachable {
      self.error.kind = .tokenUnavailable
      self.error.remedy = "Check the network and the token URL, then try again"
    }
    isOutcomeKnown = error.outcome == .neverSent
  }

  /// An answer without a token.
  init(_ response: TransportResponse, of request: TokenRequest) {
    self.init(response, request.grant.action, request.grant)
  }

  init(_ response: TransportResponse, _ action: String, _ grant: TokenRequest.Grant) {
    let body = try? WireJSON.decode(JSONValue.self, from: response.body)
    let code = body?["error"]?.stringValue.map { OAuth2ErrorCode(rawValue: $0) }
    let said = body?["error_description"]?.stringValue
    var answer = ChunkError.Answer(response)
    answer.code = code.map { ErrorCode(rawValue: $0.rawValue) } ?? answer.code
    if code != nil { answer.bodyStart = nil }
    let diagnosis = Self.diagnosis(answer.status, code, grant)
    var message = "\(action) was refused with \(answer.status)"
    if let text = said ?? code?.rawValue ?? answer.error?.message
      ?? answer.bodyStart.map({ "the answer is not Box's: \($0)" })
    {
      message += ": \(text.withoutFullStop())"
    }
    error = ChunkError(
      diagnosis.kind, message, remedy: diagnosis.remedy, isTemporary: diagnosis.kind == .tokenUnavailable,
      answer: answer)
    isOutcomeKnown = answer.status < 500
    serverTime = response.head.headerFields[.date].flatMap { HTTPDate.date(from: $0.trimmingSpaces()) }
    isOfClaims =
      grant == .jwt && code == .invalidGrant
      && ["exp", "jti"].contains { Redaction.contains($0, in: said ?? "") }
  }

  private static func diagnosis(
    _ status: Int, _ code: OAuth2ErrorCode?, _ grant: TokenRequest.Grant
  ) -> (kind: ChunkError.Kind, remedy: String) {
    switch (status, code) {
    case (408, _), (429, _), (500..., _):
      return (.tokenUnavailable, "Wait as long as the answer asks, then go on")
    case (300..<400, _):
      return (.redirected, "Set the token URL to where the service really is")
    case (_, .invalidClient?):
      return (.credentialsRefused, "Check the app's client id and client secret")
    case (_, .unauthorizedClient?), (_, .unsupportedGrantType?):
      return (
        .credentialsRefused,
        "Allow this way of authentication in the app's configuration, and have an administrator authorize the app"
      )
    case (_, .invalidScope?):
      return (.credentialsRefused, "Ask for scopes that the first token has")
    case (_, nil):
      return (.badRequest, "Check the token URL: is it that of Box's token endpoint?")
    case (_, .some):
      return grant.refusal
    }
  }
}

extension TokenRequest.Grant {
  /// What a refusal of the grant itself means.
  fileprivate var refusal: (kind: ChunkError.Kind, remedy: String) {
    switch self {
    case .authorizationCode:
      (.loginRequired, "Begin the login anew: its code is good for 30 seconds, and once")
    case .clientCredentials:
      (
        .credentialsRefused,
        "Check the client id and secret and the id of the enterprise or user; an administrator has to have "
          + "authorized the app in the Admin Console"
      )
    case .exchange:
      (.credentialsRefused, "Check the first token, the scopes and the resource")
    case .jwt:
      (
        .credentialsRefused,
        "Check that the key is the app's and that an administrator has authorized the app; check this machine's clock"
      )
    case .refresh:
      (.loginRequired, "Log in again: the refresh token was used before, revoked, or is older than 60 days")
    }
  }
}
