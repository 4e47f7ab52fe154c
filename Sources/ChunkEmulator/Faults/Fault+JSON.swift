internal import ChunkModels

extension Fault {
  /// The fault as a script has it: ``FaultScript`` reads the same fault from this.
  var json: JSONValue {
    var fields = action.fields
    fields["on"] = .string(operation.rawValue)
    if nth != 1 { fields["nth"] = .integer(Int64(nth)) }
    if times != Self.standardTimes(forSeconds: forSeconds) { fields["times"] = .integer(Int64(times)) }
    fields["for_seconds"] = forSeconds.map { .number($0) }
    fields["offset"] = offset.map { .integer($0) }
    fields["after_bytes"] = afterBytes.map { .integer($0) }
    return .object(fields)
  }
}

extension FaultAction {
  /// The field "do" and those that belong to it.
  fileprivate var fields: [String: JSONValue] {
    switch self {
    case .status(let answer, let point): answer.fields.merging(point.fields) { $1 }.doing(.status)
    case .statusAfter(let answer): answer.fields.doing(.statusAfter)
    case .resetBefore: [:].doing(.resetBefore)
    case .resetAfter(let bytes): ["bytes": .integer(bytes)].doing(.resetAfter)
    case .resetAfterBody: [:].doing(.resetAfterBody)
    case .loseAnswer: [:].doing(.loseAnswer)
    case .stall(let seconds, let point):
      ["seconds": .number(seconds)].merging(point.fields) { $1 }.doing(.stall)
    case .truncatedHeader(let raw): ["raw": .string(raw)].doing(.truncatedHeader)
    case .truncatedBody: [:].doing(.truncatedBody)
    case .truncatedJSON: [:].doing(.truncatedJSON)
    case .wrongSHA1: [:].doing(.wrongSHA1)
    case .html: [:].doing(.html)
    case .accepted(let seconds): ["retry_after": .integer(Int64(seconds))].doing(.accepted)
    case .hugeBody: [:].doing(.hugeBody)
    case .redirect(let location, let status):
      ["location": .string(location), "status": .integer(Int64(status))].doing(.redirect)
    case .throttle(let inFlight, let retryAfter):
      (retryAfter?.fields ?? [:]).merging(["in_flight": .integer(Int64(inFlight))]) { $1 }.doing(.throttle)
    case .slow(let rate): ["bytes_per_second": .integer(rate)].doing(.slow)
    case .delay(let milliseconds): ["ms": .integer(milliseconds)].doing(.delay)
    case .deny: [:].doing(.deny)
    case .sessionEndpoints(let origin): ["origin": .string(origin)].doing(.sessionEndpoints)
    }
  }
}

extension FaultPoint {
  fileprivate var fields: [String: JSONValue] {
    switch self {
    case .before: ["where": "before"]
    case .body(let bytes): ["where": "body", "bytes": .integer(bytes)]
    case .answer: ["where": "answer"]
    }
  }
}

extension StatusAnswer {
  fileprivate var fields: [String: JSONValue] {
    var fields: [String: JSONValue] = ["status": .integer(Int64(status))]
    fields["code"] = code.map { .string($0) }
    fields["message"] = message.map { .string($0) }
    if !headers.isEmpty { fields["headers"] = .object(headers.mapValues { .string($0) }) }
    fields["body"] = body.map { .string($0) }
    if body != nil { fields["content_type"] = .string(contentType) }
    return fields.merging(retryAfter?.fields ?? [:]) { $1 }
  }
}

extension RetryAfter {
  fileprivate var fields: [String: JSONValue] {
    switch self {
    case .text(let text): ["retry_after": .string(text)]
    case .date(let seconds): ["retry_after_date": .integer(Int64(seconds))]
    }
  }
}

extension [String: JSONValue] {
  /// The fields with the verb that they belong to.
  fileprivate func doing(_ verb: FaultVerb) -> [String: JSONValue] {
    merging(["do": .string(verb.rawValue)]) { $1 }
  }
}
