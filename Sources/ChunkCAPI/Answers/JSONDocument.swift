internal import ChunkModels
internal import ChunkThreads

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// JSON that a program looks into by JSON pointers; read when it is first asked.
final class JSONDocument: Sendable {
  private let data: Data
  private let texts = TextCache()
  private let value = Mutex<JSONValue??>(nil)

  init(_ data: Data) { self.data = data }

  init(_ json: JSONValue) { data = (try? WireJSON.encode(json)) ?? Data() }

  /// The whole, as it came.
  var json: UnsafePointer<CChar>? {
    texts.pointer("") { data.isEmpty ? "null" : String(decoding: data, as: UTF8.self) }
  }

  /// A text.
  func text(_ pointer: UnsafePointer<CChar>?) -> UnsafePointer<CChar>? {
    guard let pointer = Self.pointer(pointer) else { return nil }
    return texts.pointer("text \(pointer)") { find(pointer)?.stringValue }
  }

  /// The JSON of a value.
  func json(_ pointer: UnsafePointer<CChar>?) -> UnsafePointer<CChar>? {
    guard let pointer = Self.pointer(pointer) else { return nil }
    return texts.pointer("json \(pointer)") { find(pointer)?.text }
  }

  /// A value of a type, put where it is wanted.
  func take<Value, Taken>(
    _ pointer: UnsafePointer<CChar>?, _ place: UnsafeMutablePointer<Taken>?,
    _ member: (JSONValue) -> Value?, as convert: (Value) -> Taken
  ) -> Int32 {
    guard let place, let value = value(pointer).flatMap(member) else { return 0 }
    place.pointee = convert(value)
    return 1
  }

  /// A value.
  func value(_ pointer: UnsafePointer<CChar>?) -> JSONValue? { Self.pointer(pointer).flatMap(find) }

  private func find(_ pointer: String) -> JSONValue? {
    value.withLock { value in
      let known = value ?? (try? WireJSON.decode(JSONValue.self, from: data))
      value = .some(known)
      return known
    }?.value(atPointer: pointer)
  }

  private static func pointer(_ bytes: UnsafePointer<CChar>?) -> String? {
    bytes.flatMap { String(validatingCString: $0) }
  }
}
