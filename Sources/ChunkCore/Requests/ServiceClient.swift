internal import ChunkModels
internal import ChunkTransport
internal import HTTPTypes
internal import Logging

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Sends calls: adds the token, has it renewed on a 401, and turns every failure into a
/// ``ChunkError``. Retries are decided by those who know what a repeated call means.
struct ServiceClient: Sendable {
  let transport: any Transport
  let tokens: any TokenProvider
  /// The user who is acted for, with every request.
  let asUser: String?
  var limits: TransportLimits
  /// The most that a body may take of the network.
  var maximumBytesPerSecond: Int64?
  let logger: Logger

  /// Sends a call and returns its answer if the status is a good one.
  func send(_ call: ServiceCall) async throws(ChunkError) -> TransportResponse {
    let fields = try call.allFields(asUser: asUser)
    var token = try await token(replacing: nil)
    var (refusals, attempts) = (0, 0)
    while true {
      let response = try await send(call, fields, token)
      attempts += 1
      guard response.head.status.code == 401 else { return try checked(response, call) }
      // A token may end on its way, which is no refusal; but one that is refused is worth one fresh one, and no more.
      if !tokens.hasEnded(token) { refusals += 1 }
      guard refusals < 2, attempts < Self.mostTokens else { return try checked(response, call) }
      let fresh = try await self.token(replacing: token)
      guard fresh != token else { return try checked(response, call) }
      token = fresh
    }
  }

  /// So many tokens a call is tried with at most: where each of them has ended before it was looked at, something is wrong.
  private static let mostTokens = 5

  /// Sends a call and decodes its JSON.
  func send<Value: Decodable & Sendable>(
    _ call: ServiceCall, returning type: Value.Type
  ) async throws(ChunkError) -> Response<Value> {
    try Self.decode(type, from: try await send(call), operation: call.operation.name)
  }

  /// Decodes an answer's JSON.
  static func decode<Value: Decodable & Sendable>(
    _ type: Value.Type, from response: TransportResponse, operation: String
  ) throws(ChunkError) -> Response<Value> {
    let value: Value
    do {
      value = try WireJSON.decode(type, from: response.body)
    } catch {
      throw ChunkError(
        malformed: response, of: operation, "its body is not the JSON that the API promises", cause: error)
    }
    return Response(value: value, response)
  }

  private func send(
    _ call: ServiceCall, _ fields: HTTPFields, _ token: BearerToken
  ) async throws(ChunkError) -> TransportResponse {
    let url = call.url
    let path = url.path.isEmpty ? "/" : url.path
    var head = HTTPRequest(
      method: call.method, scheme: url.scheme, authority: url.authority,
      path: url.query.map { "\(path)?\($0)" } ?? path, headerFields: fields)
    head.headerFields[.authorization] = "Bearer \(token.secret)"
    do {
      let response = try await transport.send(
        TransportRequest(
          head: head, body: call.body, limits: limits, maximumBytesPerSecond: maximumBytesPerSecond,
          maximumResponseBytes: call.maximumResponseBytes, isIdempotent: call.isIdempotent,
          onBytesSent: call.onBytesSent)
      ).redacting([token.secret])
      logger.debug(
        "\(call.operation.name)",
        metadata: [
          "status": "\(response.head.status.code)",
          "request-id": "\(response.head.headerFields[.boxRequestId] ?? "-")",
        ])
      return response
    } catch {
      logger.debug("\(call.operation.name)", metadata: ["error": "\(error.reason.rawValue)"])
      throw ChunkError(error, of: call.operation.name)
    }
  }

  private func checked(
    _ response: TransportResponse, _ call: ServiceCall
  ) throws(ChunkError) -> TransportResponse {
    if response.head.status.kind == .successful { return response }
    throw ChunkError(response, of: call.operation)
  }

  private func token(replacing rejected: BearerToken?) async throws(ChunkError) -> BearerToken {
    do {
      return try await tokens.token(replacing: rejected)
    } catch {
      throw ChunkError(providing: error, "No access token could be had")
    }
  }
}

extension Response {
  init(value: Value, _ response: TransportResponse) {
    self.init(
      value: value, status: response.head.status.code, headerFields: response.head.headerFields,
      rawJSON: response.body)
  }
}
