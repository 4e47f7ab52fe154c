internal import CChunk
internal import ChunkCore
internal import HTTPTypes

/// A function of the program's, and what it wants with it.
///
/// `@unchecked Sendable`: nothing here looks behind the pointer, and the function is only called on threads of the
/// program's that wait in the library.
struct Callback<Function>: @unchecked Sendable {
  let function: Function
  let user: UnsafeMutableRawPointer?
}

/// What a program has set; the rest has its default.
struct Settings: Sendable {
  var texts: [String: String] = [:]
  var integers: [String: Int64] = [:]
  var headers: HTTPFields = [:]
  /// `nil` if tokens do not come from the program; with a `nil` function they come through events.
  var token: Callback<chunk_token_function?>?
  /// `nil` if the program keeps no login; with a `nil` function it is asked through events.
  var login: Callback<LoginFunctions?>?
  var event: Callback<chunk_event_function>?
  var interrupt: Callback<chunk_interrupt_function>?
  /// Whether an operation does not share what the client's uploads may take.
  var hasOwnBudget = false

  /// These, and on top of them those of one operation.
  func with(_ call: Settings?) -> Settings {
    guard let call else { return self }
    var all = self
    all.texts.merge(call.texts) { $1 }
    all.integers.merge(call.integers) { $1 }
    for field in call.headers { all.headers[field.name] = field.value }
    all.event = call.event ?? event
    all.interrupt = call.interrupt ?? interrupt
    return all
  }

  /// Sets an option of any type from text.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument`` that names what it takes.
  mutating func set(_ name: String, _ text: String?) throws(ChunkError) {
    let option = try Self.option(name)
    guard let text else {
      texts[name] = nil
      integers[name] = nil
      return
    }
    switch option.kind {
    case .text:
      texts[name] = text
    case .choice(let words):
      guard words.description.split(separator: "|").contains(text[...]) else {
        throw .wrongValue(name, "\"\(text)\"", "one of \(words)")
      }
      texts[name] = text
    case .integer, .flag:
      guard let value = Int64(text) else { throw .wrongValue(name, "\"\(text)\"", "a whole number") }
      try set(name, value)
    }
  }

  /// Sets an integer or a flag.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument`` that names what it takes.
  mutating func set(_ name: String, _ value: Int64) throws(ChunkError) {
    switch try Self.option(name).kind {
    case .integer(let range):
      guard range.contains(value) else {
        throw .wrongValue(name, "\(value)", "\(range.lowerBound) to \(range.upperBound)")
      }
    case .flag:
      guard (0...1).contains(value) else { throw .wrongValue(name, "\(value)", "0 or 1") }
    case .text, .choice:
      throw .wrongValue(name, "the number \(value)", "a text")
    }
    integers[name] = value
  }

  private static func option(_ name: String) throws(ChunkError) -> Option {
    guard let option = Option.named(name) else {
      throw ChunkError(
        .invalidArgument, "There is no option \"\(name)\"",
        remedy: "chunk_option_name lists those that there are")
    }
    return option
  }

  /// Makes sure that nothing is set that belongs to a client.
  func checkForCall() throws(ChunkError) {
    for name in texts.keys.sorted() + integers.keys.sorted() {
      if case .client = try Self.option(name).scope { throw .clientOnly("The option \"\(name)\"") }
    }
    if token != nil { throw .clientOnly("The token function") }
    if login != nil { throw .clientOnly("The functions for the login") }
  }
}

extension ChunkError {
  fileprivate static func wrongValue(_ name: String, _ value: String, _ taken: String) -> ChunkError {
    ChunkError(
      .invalidArgument, "The option \"\(name)\" cannot be \(value)", remedy: "It takes \(taken)")
  }

  fileprivate static func clientOnly(_ what: String) -> ChunkError {
    ChunkError(
      .invalidArgument, "\(what) is one of a client, and was given to an operation",
      remedy: "Set it in the options of chunk_client_new")
  }
}
