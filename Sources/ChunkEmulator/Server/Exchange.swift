#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import ChunkModels
internal import HTTPTypes
internal import Hummingbird

/// One request while it is handled.
///
/// One task uses it; it is not `Sendable`, because its body is read once.
struct Exchange {
  let request: Request
  let parameters: Parameters
  let body: RequestBodyReader
  /// The URL of the API that the client talks to, with its version: what session endpoints begin with.
  let baseURL: String
  /// What the token that came with it is good for.
  var rights = TokenRights(user: .first)
  /// For whom it acts.
  var user = User.first
  /// The user of whom it asks something says no, by a fault.
  var isDenied = false

  /// A part of the path that the route names.
  func parameter(_ name: String) throws(APIError) -> String {
    guard let value = parameters.get(name) else { throw .notFound("no \(name) in the path") }
    return value
  }

  /// A field of the query.
  func query(_ name: String) -> String? {
    request.uri.queryParameters[Substring(name)].map { String($0) }
  }

  /// The fields that the answer is to have; `nil` for the usual ones.
  var fields: [String]? { query("fields")?.split(separator: ",").map { String($0) } }

  /// The body as JSON.
  ///
  /// - Throws: 400 `invalid_json`.
  func json() async throws -> JSONValue {
    let buffer = try await body.collect(upTo: Self.jsonLimit)
    do {
      return try WireJSON.decode(JSONValue.self, from: Data(buffer.readableBytesView))
    } catch {
      throw APIError(.badRequest, .invalidJson, "The body is not JSON")
    }
  }

  /// The body as a form's fields.
  func form() async throws -> [String: String] {
    let buffer = try await body.collect(upTo: Self.jsonLimit)
    return FormFields.parse(String(buffer: buffer))
  }

  /// The conditions of the request's header.
  var condition: EntityTagCondition {
    EntityTagCondition(match: request.headers[.ifMatch], noneMatch: request.headers[.ifNoneMatch])
  }

  /// A page of a list, from `offset` and `limit`.
  ///
  /// - Throws: 400 for what is no number or out of bounds.
  func page(_ limits: PageLimits) throws(APIError) -> (offset: Int64, limit: Int64) {
    let offset = try number("offset") ?? 0
    let limit = try number("limit") ?? limits.standard
    guard offset >= 0, offset <= limits.maximumOffset else {
      throw .badArgument(
        .badRequest, name: "offset", "offset \(offset) is not from 0 to \(limits.maximumOffset)")
    }
    guard limit > 0 else { throw .badArgument(.badRequest, name: "limit", "limit \(limit) is not positive") }
    return (offset, min(limit, limits.maximum))
  }

  private func number(_ name: String) throws(APIError) -> Int64? {
    guard let text = query(name) else { return nil }
    guard let number = Int64(text) else {
      throw .badArgument(.badRequest, name: name, "\(name) \"\(text)\" is no number")
    }
    return number
  }

  /// The longest JSON body: a commit of 10,000 parts has about 1.3 MB.
  private static let jsonLimit = 16 << 20
}

/// Form encoding, as in token requests.
enum FormFields {
  static func parse(_ text: String) -> [String: String] {
    var fields: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decode(sides[0]) else { continue }
      fields[name] = sides.count > 1 ? decode(sides[1]) : ""
    }
    return fields
  }

  /// A value as it stands in a query or in a form.
  static func encode(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        byte < 0x80 && (Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber)
      if isPlain || Self.plainMarks.contains(byte) { return String(UnicodeScalar(byte)) }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  private static let plainMarks = Array("-._~".utf8)

  private static func decode(_ text: Substring) -> String? {
    String(text.map { $0 == "+" ? " " : $0 }).removingPercentEncoding
  }
}
