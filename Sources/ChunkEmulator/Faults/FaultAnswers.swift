#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import ChunkModels
internal import HTTPTypes
internal import Hummingbird

/// The answers that faults give, and what they make of others.
enum FaultAnswers {
  /// The answer that a script describes: its own body, the service's error JSON, or nothing.
  static func status(_ answer: StatusAnswer, _ clock: ServerClock) -> Response {
    let status = HTTPResponse.Status(code: answer.status)
    var response: Response
    if let body = answer.body {
      response = Answer.bytes([UInt8](body.utf8), type: answer.contentType, status: status)
    } else if let code = answer.code {
      response = Answer.error(APIError(status, ErrorCode(rawValue: code), answer.message ?? code))
    } else {
      response = status == .unauthorized ? Answer.unauthorized(.invalid) : Answer.empty(status)
    }
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { response.headers[name] = value }
    }
    switch answer.retryAfter {
    case .text(let text): response.headers[.retryAfter] = text
    case .date(let seconds):
      response.headers[.retryAfter] = HTTPDate.text(clock.now + Double(seconds))
    case nil: break
    }
    return response
  }

  /// 429 for a request too many.
  static func throttled(retryAfter: RetryAfter?, _ clock: ServerClock) -> Response {
    let message = "Request rate limit exceeded, please try again later"
    return status(
      StatusAnswer(
        status: HTTPResponse.Status.tooManyRequests.code, code: ErrorCode.rateLimitExceeded.rawValue,
        message: message, retryAfter: retryAfter), clock)
  }

  /// A page such as a proxy gives.
  static func html() -> Response {
    let page = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Please sign in.</body></html>"
    return Answer.bytes([UInt8](page.utf8), type: "text/html; charset=utf-8", status: .ok)
  }

  /// An answer whose body never ends.
  static func endless() -> Response {
    let block = ByteBuffer(repeating: UInt8(ascii: "x"), count: 1 << 16)
    let body = ResponseBody { writer in
      try await writer.write(ByteBuffer(string: "{\"message\":\""))
      while true { try await writer.write(block) }
    }
    return Response(status: .ok, headers: [.contentType: "application/json"], body: body)
  }

  /// The same answer with another digest wherever it says one.
  static func withWrongSHA1(_ response: Response) async throws -> Response {
    let bytes = try await collect(response.body)
    guard let value = try? WireJSON.decode(JSONValue.self, from: Data(bytes)) else { return response }
    var changed = response
    changed.body = ResponseBody(byteBuffer: ByteBuffer(bytes: try WireJSON.encode(value.withWrongSHA1)))
    return changed
  }

  /// The same answer with the first half of its body.
  static func withHalfBody(_ response: Response) async throws -> Response {
    let bytes = try await collect(response.body)
    var changed = response
    changed.body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes.prefix(bytes.count / 2)))
    return changed
  }

  /// An answer on the wire, as far as the middle of its body.
  static func halfSent(_ response: Response) async throws -> [UInt8] {
    let bytes = try await collect(response.body)
    var text = "HTTP/1.1 \(response.status.code) \(response.status.reasonPhrase)\r\n"
    for field in response.headers where field.name != .contentLength {
      text += "\(field.name): \(field.value)\r\n"
    }
    text += "Content-Length: \(max(bytes.count, 2))\r\n\r\n"
    return [UInt8](text.utf8) + bytes.prefix(bytes.count / 2)
  }

  /// The same answer at so many bytes per second.
  static func slowed(_ response: Response, bytesPerSecond: Int64) -> Response {
    var changed = response
    let pace = Pace(bytesPerSecond: bytesPerSecond)
    changed.body = response.body.map { buffer in
      try await pace.take(buffer.readableBytes)
      return buffer
    }
    changed.headers[.contentLength] = response.headers[.contentLength]
    return changed
  }

  private static func collect(_ body: ResponseBody) async throws -> [UInt8] {
    let collected = CollectedBytes()
    try await body.write(CollectingWriter(buffer: collected))
    return collected.bytes
  }
}

/// What a ``CollectingWriter`` collected; the writer itself is consumed by the end of the body.
private final class CollectedBytes {
  var bytes: [UInt8] = []
}

/// Takes an answer's body instead of the connection.
private struct CollectingWriter: ResponseBodyWriter {
  let buffer: CollectedBytes

  mutating func write(_ buffer: ByteBuffer) async throws {
    self.buffer.bytes.append(contentsOf: buffer.readableBytesView)
  }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

extension JSONValue {
  /// The same JSON, but every field `sha1` has the digest of nothing that is ever sent.
  fileprivate var withWrongSHA1: JSONValue {
    switch self {
    case .array(let list): .array(list.map(\.withWrongSHA1))
    case .object(let fields):
      .object(
        Dictionary(
          uniqueKeysWithValues: fields.map { name, value in
            (name, name == "sha1" ? .string(String(repeating: "5a", count: 20)) : value.withWrongSHA1)
          }))
    default: self
    }
  }
}
