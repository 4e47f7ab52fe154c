#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import ChunkModels

/// Reads fault scripts: a JSON list with one object for each fault.
///
/// ```json
/// [{"on": "part", "nth": 3, "do": "reset-after", "bytes": 262144},
///  {"on": "commit", "times": 2, "do": "accepted", "retry_after": 1}]
/// ```
public enum FaultScript {
  /// The faults of a script.
  ///
  /// - Throws: ``FaultScriptError`` for anything that is not understood, so that no test passes
  ///   because of a misspelt fault.
  public static func parse(_ text: String) throws(FaultScriptError) -> [Fault] {
    let value: JSONValue
    do {
      value = try WireJSON.decode(JSONValue.self, from: Data(text.utf8))
    } catch {
      throw FaultScriptError(
        number: nil,
        reason: "the script is no JSON\(JSONPlace.text(of: error)); 'python3 -m json.tool' shows where")
    }
    guard let list = value.arrayValue else {
      throw FaultScriptError(number: nil, reason: "the script must be a JSON list of faults")
    }
    var faults: [Fault] = []
    for (index, item) in list.enumerated() { faults.append(try parse(item, number: index + 1)) }
    return faults
  }

  /// The faults of a script in a file.
  ///
  /// - Throws: ``FaultScriptError``, also if the file cannot be read.
  public static func load(path: String) throws(FaultScriptError) -> [Fault] {
    let bytes: [UInt8]
    do {
      bytes = try SystemCalls.readFile(path)
    } catch {
      throw FaultScriptError(
        number: nil, reason: "\(error); name a file with a JSON list of faults")
    }
    do {
      return try parse(String(decoding: bytes, as: UTF8.self))
    } catch {
      throw FaultScriptError(path: path, number: error.number, reason: error.reason)
    }
  }

  private static func parse(_ item: JSONValue, number: Int) throws(FaultScriptError) -> Fault {
    var fields = try FaultFields(item, number: number)
    let operation = try fields.operation()
    let verb = try fields.verb()
    let fault = Fault(
      on: operation, nth: try fields.integer("nth").map(Int.init) ?? 1,
      times: try fields.integer("times").map(Int.init), forSeconds: try fields.seconds("for_seconds"),
      offset: try fields.integer("offset"), afterBytes: try fields.integer("after_bytes"),
      do: try verb.action(&fields))
    guard fault.nth >= 1 else { throw fields.error("\"nth\" counts from 1") }
    guard fault.action != .deny || operation == .authorize else {
      throw fields.error("\"deny\" is for \"on\": \"authorize\"")
    }
    try fields.requireNoOthers(verb: verb)
    return fault
  }
}

/// A fault script that is not understood.
public struct FaultScriptError: Error, CustomStringConvertible, Hashable {
  /// The file that has the script, if it came from one.
  public var path: String?
  /// Which fault of the list, counted from 1 as `nth` is; `nil` if it is the script as a whole.
  public var number: Int?
  /// What is wrong, and what is known instead.
  public var reason: String

  /// The file, the fault's place and the reason.
  public var description: String {
    [path, number.map { "fault \($0)" }, reason].compactMap(\.self).joined(separator: ": ")
  }
}
