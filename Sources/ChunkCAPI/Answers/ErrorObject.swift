internal import ChunkCore
internal import ChunkModels

/// An error that a program has a handle of.
///
/// `@unchecked Sendable`: as its superclass says.
final class ErrorObject: HandleObject, @unchecked Sendable {
  let error: ChunkError
  let texts = TextCache()

  init(_ error: ChunkError) { self.error = error }

  /// What is in the way, if that is what the error is about.
  var conflict: ConflictingItem? { error.kind == .conflict ? error.conflict : nil }

  /// All of the error as JSON; members that are not known are left out.
  var json: JSONValue {
    var fields: [String: JSONValue] = [
      "kind": .string(error.kind.rawValue), "message": .string(error.message),
      "remedy": .string(error.remedy), "is_retriable": .bool(error.isTemporary),
    ]
    if let answer = error.answer {
      fields["http_status"] = .integer(Int64(answer.status))
      fields["box_code"] = answer.code.map { .string($0.rawValue) }
      fields["request_id"] = answer.requestId.map { .string($0) }
      fields["retry_after_ms"] = answer.retryAfter.map { .integer($0.inMilliseconds) }
      fields["box_error"] = answer.error.flatMap { try? JSONValue(encoding: $0) }
    }
    fields["conflict"] = conflict.flatMap { try? JSONValue(encoding: $0) }
    if let session = error.session {
      var left: [String: JSONValue] = ["id": .string(session.id)]
      left["acknowledged_bytes"] = session.acknowledgedBytes.map { .integer($0) }
      left["expires_at"] = session.expiresAt.map { .string(WireDate.text(from: $0)) }
      fields["session"] = .object(left)
    }
    return .object(fields)
  }
}

extension Duration {
  /// In whole milliseconds.
  var inMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    let (whole, isTooLarge) = seconds.multipliedReportingOverflow(by: 1000)
    return isTooLarge ? .max : whole + attoseconds / 1_000_000_000_000_000
  }
}

extension JSONValue {
  /// As text.
  var text: String { (try? WireJSON.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "null" }
}
