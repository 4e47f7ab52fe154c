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
    guard let line = try? text(of: .object(fields)) else { return }
    Terminal.print(line)
  }

  /// A value on one line, whatever the service's own JSON looks like.
  static func text(of value: JSONValue) throws -> String {
    let text = String(decoding: try WireJSON.encode(value), as: UTF8.self)
    // JSON may hold these as they are, but a terminal takes DEL and C1 for commands.
    return text.unicodeScalars.map { scalar in
      guard (0x7f...0x9f).contains(scalar.value) else { return String(scalar) }
      return "\\u00" + String(scalar.value, radix: 16)
    }.joined()
  }

  /// The last line of a command that failed.
  static func writeFailure(_ error: ChunkError) { write("failed", ["error": value(of: error)]) }

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
    if error.kind == .conflict {
      fields["conflict"] = error.conflict.flatMap { try? JSONValue(encoding: $0) }
    }
    if let session = error.session {
      var left: [String: JSONValue] = [
        "id": .string(session.id),
        "acknowledged_bytes": session.acknowledgedBytes.map { .integer($0) } ?? .null,
      ]
      left["expires_at"] = session.expiresAt.map { .string(WireDate.text(from: $0)) }
      fields["session"] = .object(left)
    }
    return .object(fields)
  }
}
