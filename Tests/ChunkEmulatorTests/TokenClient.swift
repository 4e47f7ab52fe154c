import ChunkModels
import Foundation

@testable import ChunkEmulator

/// What a client does at the token endpoint.
extension Client {
  /// A client's id and secret, which any application may have that is not registered.
  static let credentials = ["client_id": "an-app", "client_secret": "its-secret"]

  /// Asks for a token.
  func token(_ fields: [String: String], secrets: [String: String] = credentials) async throws -> CurlAnswer {
    try await form("/oauth2/token", fields.merging(secrets) { given, _ in given })
  }

  /// Sends a form to a path.
  func form(_ path: String, _ fields: [String: String]) async throws -> CurlAnswer {
    let text = fields.map { "\(FormFields.encode($0.key))=\(FormFields.encode($0.value))" }
    return try await send(
      "POST", emulator.baseURL + path,
      headers: ["Authorization": "", "Content-Type": "application/x-www-form-urlencoded"],
      body: Array(text.joined(separator: "&").utf8))
  }

  /// A token of a subject by client credentials.
  func credentialsToken(_ type: String, _ id: String) async throws -> CurlAnswer {
    try await token(
      ["grant_type": "client_credentials", "box_subject_type": type, "box_subject_id": id])
  }

  /// A token with fewer rights than another one.
  func narrowed(_ token: String, scope: String, resource: String? = nil) async throws -> CurlAnswer {
    var fields = [
      "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token": token,
      "subject_token_type": "urn:ietf:params:oauth:token-type:access_token", "scope": scope,
    ]
    fields["resource"] = resource
    return try await self.token(fields, secrets: [:])
  }

  /// Whose token it is, or the status of the answer.
  func user(of token: String?, asUser: String? = nil) async throws -> String {
    var headers = ["Authorization": "Bearer \(token ?? "")"]
    headers["As-User"] = asUser
    let answer = try await send("GET", "/2.0/users/me", headers: headers)
    return answer.json["id"]?.stringValue ?? "\(answer.status)"
  }
}

extension CurlAnswer {
  var accessToken: String? { json["access_token"]?.stringValue }
  var refreshToken: String? { json["refresh_token"]?.stringValue }
  /// The words of an OAuth 2 error.
  var refusal: String? {
    guard status == 400, let error = json["error"]?.stringValue else { return nil }
    return "\(error): \(json["error_description"]?.stringValue ?? "")"
  }
}
