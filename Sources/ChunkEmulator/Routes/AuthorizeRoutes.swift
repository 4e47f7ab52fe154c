internal import ChunkModels
internal import HTTPTypes
internal import Hummingbird

/// The page on which a user allows an application: here the user says yes at once, unless a fault has
/// them say no.
extension RouteTable {
  func addAuthorizeRoutes() {
    let grants = dispatcher.grants
    onTokenEndpoint(.get, "/authorize", .authorize) { exchange in
      do {
        let request = try AuthorizeRequest(exchange, grants.applications)
        return request.answer(isDenied: exchange.isDenied, codes: grants.codes)
      } catch let refusal as TokenRefusal {
        // To a URL that is not the client's nothing may be sent.
        return try Answer.json(refusal.model, status: .badRequest)
      }
    }
  }
}

/// A request for authorization (RFC 6749, section 4.1.1) whose client and redirect URI are good.
private struct AuthorizeRequest {
  private let clientID: String
  private let redirectURI: String
  private let isRedirectGiven: Bool
  private let fields: TokenForm

  init(_ exchange: Exchange, _ applications: Applications) throws(TokenRefusal) {
    let names = [
      "response_type", "client_id", "redirect_uri", "state", "code_challenge", "code_challenge_method",
    ]
    fields = TokenForm(names.reduce(into: [:]) { fields, name in fields[name] = exchange.query(name) })
    clientID = try fields.required("client_id")
    let entry = try applications.find(clientID)
    isRedirectGiven = fields["redirect_uri"] != nil
    guard let uri = fields["redirect_uri"] ?? entry?.application.redirectURIs.first else {
      throw .missing("redirect_uri")
    }
    guard RedirectTarget(uri) != nil, entry?.allows(redirect: uri) ?? true else { throw .redirectMismatch }
    redirectURI = uri
  }

  /// The redirect back to the client, with a code or with the reason why there is none.
  func answer(isDenied: Bool, codes: AuthorizationCodes) -> Response {
    if isDenied {
      return redirect([
        "error": "access_denied", "error_description": "The user denied access to your application",
      ])
    }
    guard fields["response_type"] == "code" else {
      return redirect([
        "error": "unsupported_response_type", "error_description": "response_type must be code",
      ])
    }
    guard fields["code_challenge"] == nil || fields["code_challenge_method"] == "S256" else {
      return redirect(["error": "invalid_request", "error_description": "code_challenge_method must be S256"])
    }
    let code = codes.issue(
      Authorization(
        rights: TokenRights(user: .first, clientID: clientID, actsForOthers: true), clientID: clientID,
        redirectURI: isRedirectGiven ? redirectURI : nil, codeChallenge: fields["code_challenge"]))
    return redirect(["code": code])
  }

  private func redirect(_ answer: [String: String]) -> Response {
    var answer = answer
    answer["state"] = fields["state"]
    let query = answer.sorted { $0.key < $1.key }.map { "\($0.key)=\(FormFields.encode($0.value))" }
    let separator = redirectURI.contains("?") ? "&" : "?"
    return Answer.empty(
      .found,
      headers: [.location: redirectURI + separator + query.joined(separator: "&"), .cacheControl: "no-store"])
  }
}
