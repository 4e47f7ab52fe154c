internal import ChunkModels
internal import Foundation
internal import FuzzSupport

/// What was read can be written, and reads the same again.
enum RoundTrip {
  /// Dates lose their fractions the first time, and numbers beyond 2^53 those that no longer fit; nothing changes after
  /// that.
  static func check<Model: Codable & Hashable>(_ type: Model.Type, _ json: Data) {
    guard let model = try? WireJSON.decode(type, from: json) else { return }
    let (_, again) = written(model, "\(type)")
    let (first, last) = written(again, "\(type)")
    let (second, _) = written(last, "\(type)")
    expect(again == last && again.hashValue == last.hashValue, "\(type) has changed: \(again) \(last)")
    expect(first == second, "\(type) is written \(text(first)), \(text(second))")
    _ = "\(model)"
  }

  private static func text(_ data: Data) -> String { String(decoding: data, as: UTF8.self) }

  private static func written<Value: Codable>(_ value: Value, _ name: String) -> (Data, Value) {
    do {
      let data = try WireJSON.encode(value)
      return (data, try WireJSON.decode(Value.self, from: data))
    } catch {
      fatalError("\(name) was read and cannot be written and read again: \(error); \(value)")
    }
  }
}
