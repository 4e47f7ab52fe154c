import ChunkCoreTestSupport
import ChunkTestSupport
import ChunkTransport
import ChunkTransportTesting
import Foundation
import HTTPTypes

@testable import ChunkCore

extension MemoryAnswer {
  /// What the token endpoint answers when it issues a token.
  static func token(
    _ token: String, expiresIn: Double? = 3600, refreshToken: String? = nil
  ) -> Self {
    var fields = ["\"access_token\":\"\(token)\"", "\"token_type\":\"bearer\""]
    if let expiresIn { fields.append("\"expires_in\":\(expiresIn)") }
    if let refreshToken { fields.append("\"refresh_token\":\"\(refreshToken)\"") }
    return text(200, "{\(fields.joined(separator: ","))}")
  }

  /// What the token endpoint answers when it issues none.
  static func refusal(
    _ error: String, _ description: String = "no", status: Int = 400, _ fields: HTTPFields = [:]
  ) -> Self {
    text(status, "{\"error\":\"\(error)\",\"error_description\":\"\(description)\"}", fields)
  }
}

extension RecordedRequest {
  /// Whether it is one to the token endpoint.
  var isForToken: Bool { head.path == "/oauth2/token" }

  /// The body's fields, as a server reads a form.
  func form() -> [String: String] {
    let text = String(decoding: body, as: UTF8.self)
    let pairs = text.split(separator: "&").map { pair in
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(halves[0]), halves.count > 1 ? String(halves[1]).removingPercentEncoding ?? "" : "")
    }
    return Dictionary(pairs) { first, _ in first + " (twice)" }
  }
}

/// What the tests' app and users have: each of these is a secret.
enum Secrets {
  static let client = "client-secret-5f21c7"
  static let refresh = "refresh-token-90be11"
  static let access = "access-token-77aa03"
  static let code = "authorization-code-1c9d"

  /// Whether a text shows one.
  static func areIn(_ text: String) -> Bool {
    [client, refresh, access, code, RSAMaterial.passphrase].contains { text.contains($0) }
      || text.contains("PRIVATE KEY")
  }
}

extension TokenService {
  /// The real service's endpoint over a scripted transport, on a clock that does not wait.
  static func scripted(
    _ transport: any Transport, clock: ImmediateClock = ImmediateClock(), endpoints: ServiceEndpoints = .box,
    now: Date? = nil
  ) -> TokenService {
    var service = TokenService(transport: transport, endpoints: endpoints, clock: clock)
    if let now { service.wallClock = { now } }
    return service
  }
}

extension OAuth2Application {
  static func sample() throws -> OAuth2Application {
    try OAuth2Application(clientId: "app1", clientSecret: Secrets.client)
  }
}

extension StoredLogin {
  /// A login whose access token ends at a time.
  static func sample(
    access: String? = Secrets.access, refresh: String = Secrets.refresh, issuedAt: Date? = nil,
    expiresAt: Date? = nil
  ) -> StoredLogin {
    StoredLogin(
      accessToken: access, refreshToken: refresh, issuedAt: issuedAt, expiresAt: expiresAt, clientId: "app1",
      clientSecret: Secrets.client, tokenURL: "https://api.box.com/oauth2/token")
  }
}
