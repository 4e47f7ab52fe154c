internal import ChunkDigest
public import ChunkModels

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A login in the making: the URL that the user opens in a browser, and what is needed to take the answer
/// ([guide](https://developer.box.com/guides/authentication/oauth2/)).
///
/// The URL holds a state that nobody can guess, by which the answer is known for ours (RFC 6749, 10.12), and a code challenge
/// (RFC 7636, S256), so that a code is good for this program alone where the service checks it.
public struct AuthorizationRequest: Sendable, Hashable {
  /// The URL to open.
  public let url: String
  /// Where the browser is sent afterwards: one of the redirect URIs in the app's configuration.
  public let redirectURI: String
  private let state: String
  private let verifier: String
  private let application: OAuth2Application

  /// A login in the making.
  ///
  /// - Parameters:
  ///   - application: The app to log in to.
  ///   - redirectURI: Where the browser is to go afterwards; it has to be in the app's configuration.
  ///   - endpoints: Where the service is.
  /// - Throws: ``ChunkError`` if the redirect URI cannot be one, or the crypto library has no SHA-256.
  public init(
    application: OAuth2Application, redirectURI: String, endpoints: ServiceEndpoints = .box
  ) throws(ChunkError) {
    let target = try ServiceURL(redirectURI)
    guard target.scheme == "https" || target.isLoopback else {
      throw .urlRefused("The redirect URI is not https", "Use https; http is for loopback addresses only")
    }
    self.application = application
    self.redirectURI = redirectURI
    state = RandomText.make()
    verifier = RandomText.make()
    let challenge: String
    do {
      challenge = Base64URL.text(try SHA256.digest(of: verifier.utf8).bytes)
    } catch {
      throw ChunkError(
        .internal, "\(error)", remedy: "Check the installation and the configuration of OpenSSL", cause: error
      )
    }
    var query = FormFields()
    query.add("response_type", "code")
    query.add("client_id", application.clientId)
    query.add("redirect_uri", redirectURI)
    query.add("state", state)
    query.add("code_challenge", challenge)
    query.add("code_challenge_method", "S256")
    let place = endpoints.authorize
    url = "\(place.scheme)://\(place.authority)\(place.path)?" + String(decoding: query.bytes, as: UTF8.self)
  }

  /// The code that the browser was sent back with.
  ///
  /// - Parameter url: The URL that it was sent to, or that URL's path and query.
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument`` if it is no answer to this login, and with kind
  ///   ``ChunkError/Kind/loginRequired`` if it is one without a code: the user has said no. No message repeats a code or a state.
  public func code(fromRedirect url: String) throws(ChunkError) -> AuthorizationCode {
    let remedy = "Begin the login anew"
    guard let parts = URLComponents(string: url), let items = parts.queryItems else {
      throw ChunkError(
        .invalidArgument, "The answer to the login is no URL with a query", remedy: "Copy the whole URL")
    }
    let value = { (name: String) in items.first { $0.name == name }?.value }
    // First of all: who does not know the state may not even say what went wrong.
    guard let theirs = value("state"), Self.isEqual(theirs, state) else {
      throw ChunkError(
        .invalidArgument, "The answer is not that of this login: its state is another", remedy: remedy)
    }
    if let error = value("error") {
      // Queries of forms have a plus sign for a space.
      let said =
        value("error_description").map { ": " + $0.split(separator: "+").joined(separator: " ") } ?? ""
      throw ChunkError(
        .loginRequired, "The login was refused with \(error.escapingControls())\(said.escapingControls())",
        remedy: error == "access_denied" ? "Allow the app what it asks for" : remedy)
    }
    guard let code = value("code"), !code.isEmpty else {
      throw ChunkError(.loginRequired, "The answer to the login has no code", remedy: remedy)
    }
    return AuthorizationCode(
      code: code, redirectURI: redirectURI, verifier: verifier, application: application)
  }

  /// Compares without telling by the time it takes how much is equal.
  private static func isEqual(_ one: String, _ other: String) -> Bool {
    guard one.utf8.count == other.utf8.count else { return false }
    return zip(one.utf8, other.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

extension AuthorizationRequest: Redacted {
  /// The redirect URI; the rest is nobody's business.
  public var shownFields: KeyValuePairs<String, Any> { ["redirectURI": redirectURI] }
}

/// What a login is completed with. It is good for 30 seconds, and once.
public struct AuthorizationCode: Sendable, Hashable {
  let code: String
  let redirectURI: String
  let verifier: String
  let application: OAuth2Application
}

extension AuthorizationCode: Redacted {
  /// Nothing but the redirect URI.
  public var shownFields: KeyValuePairs<String, Any> { ["redirectURI": redirectURI] }
}

extension TokenService {
  /// Completes a login: exchanges the code for tokens
  /// ([reference](https://developer.box.com/reference/post-oauth2-token/)). The code is sent once: it is good for one use.
  ///
  /// - Returns: The login, to be saved in a ``TokenStorage``.
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/loginRequired`` if the code is refused.
  public func login(with code: AuthorizationCode) async throws(ChunkError) -> StoredLogin {
    var request = TokenRequest(.authorizationCode)
    request.add(secret: "code", code.code)
    request.add("redirect_uri", code.redirectURI)
    request.add(secret: "code_verifier", code.verifier)
    request.add(code.application)
    let issued: IssuedToken
    do throws(TokenFailure) {
      issued = try await ask(request)
    } catch {
      throw error.error
    }
    guard let refreshToken = issued.refreshToken else {
      throw ChunkError(
        .loginRequired, "The login was answered without a refresh token",
        remedy: "Check that the app is one for user authentication (OAuth 2.0)")
    }
    return StoredLogin(
      refreshToken: refreshToken, clientId: code.application.clientId,
      clientSecret: code.application.clientSecret, tokenURL: endpoints.tokenURL
    ).with(issued, now: wallClock())
  }
}
