internal import ChunkModels

/// The fields of one fault in a script, which remember what was asked for, so that what is left over
/// can be refused with the list of what is known.
struct FaultFields {
  private let values: [String: JSONValue]
  private let number: Int
  private var known: Set<String> = []

  init(_ item: JSONValue, number: Int) throws(FaultScriptError) {
    guard let values = item.objectValue else {
      throw FaultScriptError(number: number, reason: "a fault must be a JSON object")
    }
    self.values = values
    self.number = number
  }

  /// An error about this fault.
  func error(_ reason: String) -> FaultScriptError { FaultScriptError(number: number, reason: reason) }

  /// A whole number that may be left out.
  mutating func integer(_ name: String, to maximum: Int64 = .max) throws(FaultScriptError) -> Int64? {
    let bound = maximum == .max ? "not negative" : "from 0 to \(maximum)"
    return try read(name, "a whole number, \(bound)") { value in
      value.integerValue.flatMap { (0...maximum).contains($0) ? $0 : nil }
    }
  }

  /// Seconds that may be left out. Clocks and calendars cannot take any number.
  mutating func seconds(_ name: String) throws(FaultScriptError) -> Double? {
    try read(name, "a number of seconds, from 0 to \(Self.longestTime)") { value in
      value.numberValue.flatMap { (0...Double(Self.longestTime)).contains($0) ? $0 : nil }
    }
  }

  /// The longest time that a fault may say, in seconds: some thirty years.
  static let longestTime: Int64 = 1_000_000_000

  /// A text that may be left out.
  mutating func string(_ name: String) throws(FaultScriptError) -> String? {
    try read(name, "a text") { $0.stringValue }
  }

  /// A whole number that must be there.
  mutating func requiredInteger(_ name: String, to maximum: Int64 = .max) throws(FaultScriptError) -> Int64 {
    guard let value = try integer(name, to: maximum) else { throw missing(name) }
    return value
  }

  /// Seconds that must be there.
  mutating func requiredSeconds(_ name: String) throws(FaultScriptError) -> Double {
    guard let value = try seconds(name) else { throw missing(name) }
    return value
  }

  /// A text that must be there.
  mutating func requiredString(_ name: String) throws(FaultScriptError) -> String {
    guard let value = try string(name) else { throw missing(name) }
    return value
  }

  private func missing(_ name: String) -> FaultScriptError { error("\"\(name)\" is missing") }

  /// The field "on".
  mutating func operation() throws(FaultScriptError) -> Operation {
    let known = Operation.allCases.map(\.rawValue).joined(separator: ", ")
    guard let name = try string("on") else { throw error("\"on\" is missing; known are \(known)") }
    guard let operation = Operation(rawValue: name) else {
      throw error("\"on\": \"\(name)\" is not known; known are \(known)")
    }
    return operation
  }

  /// The field "do".
  mutating func verb() throws(FaultScriptError) -> FaultVerb {
    let known = FaultVerb.allCases.map(\.rawValue).joined(separator: ", ")
    guard let name = try string("do") else { throw error("\"do\" is missing; known are \(known)") }
    guard let verb = FaultVerb(rawValue: name) else {
      throw error("\"do\": \"\(name)\" is not known; known are \(known)")
    }
    return verb
  }

  /// The field "where" (`before`, `body` with "bytes", `answer`).
  mutating func point(default standard: FaultPoint) throws(FaultScriptError) -> FaultPoint {
    let name = try string("where")
    let bytes = try integer("bytes")
    switch name {
    case nil: return standard
    case "before": return .before
    case "body": return .body(afterBytes: bytes ?? 0)
    case "answer": return .answer
    case .some(let name):
      throw error("\"where\": \"\(name)\" is not known; known are before, body, answer")
    }
  }

  /// The fields of an answer that a fault gives.
  mutating func answer() throws(FaultScriptError) -> StatusAnswer {
    let status = try checked(status: try requiredInteger("status"))
    let headers = try read("headers", "an object of texts") { value in
      value.objectValue.flatMap { fields in
        let texts = fields.compactMapValues(\.stringValue)
        return texts.count == fields.count ? texts : nil
      }
    }
    return StatusAnswer(
      status: status, code: try string("code"), message: try string("message"),
      headers: headers ?? [:], body: try string("body"),
      contentType: try string("content_type") ?? "text/html", retryAfter: try retryAfter())
  }

  /// A status, if it is one that ends a request.
  func checked(status: Int64) throws(FaultScriptError) -> Int {
    guard (200...599).contains(status) else { throw error("\"status\": \(status) is not from 200 to 599") }
    return Int(status)
  }

  /// Refuses fields that nobody asked for.
  func requireNoOthers(verb: FaultVerb) throws(FaultScriptError) {
    let unknown = Set(values.keys).subtracting(known).sorted()
    guard let first = unknown.first else { return }
    throw error(
      "field \"\(first)\" is not known for \"\(verb.rawValue)\"; "
        + "known are \(known.sorted().joined(separator: ", "))")
  }

  /// The forms of `Retry-After`, which may be left out.
  mutating func retryAfter() throws(FaultScriptError) -> RetryAfter? {
    let text = try read("retry_after", "a number of seconds or a text") { value in
      value.stringValue ?? value.integerValue.map { String($0) }
    }
    let date = try integer("retry_after_date", to: Self.longestTime)
    return date.map { .date(inSeconds: Int($0)) } ?? text.map { .text($0) }
  }

  private mutating func read<T>(
    _ name: String, _ what: String, _ convert: (JSONValue) -> T?
  ) throws(FaultScriptError) -> T? {
    known.insert(name)
    guard let value = values[name], value != .null else { return nil }
    guard let converted = convert(value) else { throw error("\"\(name)\" must be \(what)") }
    return converted
  }
}
