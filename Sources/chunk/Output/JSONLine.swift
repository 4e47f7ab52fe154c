import ChunkCore
import ChunkModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Lines of JSON on standard output.
enum JSONLine {
  /// Writes an event as one line.
  static func write(_ event: String, _ fields: [String: JSONValue]) {
    var fields = fields
    fields["event"] = .string(event)
    guard let data = try? WireJSON.encode(JSONValue.object(fields)) else { return }
    Terminal.print(String(decoding: data, as: UTF8.self))
  }

  /// An error as an object; members that are not known are left out.
  static func value(of error: ChunkError) -> JSONValue {
    var fields: [String: JSONValue] = [
      "kind": .string(error.kind.rawValue), "message": .string(error.message),
      "remedy": .string(error.remedy), "temporary": .bool(error.isTemporary),
    ]
    if let answer = error.answer {
      fields["status"] = .integer(Int64(answer.status))
      fields["code"] = answer.code.map { .string($0.rawValue) }
      fields["request_id"] = answer.requestId.map { .string($0) }
      fields["retry_after_seconds"] = answer.retryAfter.map { .number($0.inSeconds) }
    }
    if let session = error.session {
      var left: [String: JSONValue] = [
        "id": .string(session.id), "acknowledged_bytes": .integer(session.acknowledgedBytes),
      ]
      left["expires_at"] = session.expiresAt.map { .string(WireDate.text(from: $0)) }
      fields["session"] = .object(left)
    }
    return .object(fields)
  }
}
