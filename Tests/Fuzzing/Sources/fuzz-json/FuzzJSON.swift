internal import ChunkModels
internal import Foundation
internal import FuzzSupport

/// Reads anything as JSON, as each of the models, as a JSON pointer and as a date.
///
/// An input is a line and JSON. The line's first byte chooses a model, the rest of it is a pointer.
@main enum FuzzJSON {
  static func main() {
    Fuzzer.main { bytes, count in
      FuzzJSON.run(Data(UnsafeRawBufferPointer(start: bytes, count: count)))
      return 0
    }
  }

  static func run(_ input: Data) {
    let line = input.prefix { $0 != UInt8(ascii: "\n") }
    let json = Data(input.dropFirst(line.count + 1))
    let text = String(decoding: json, as: UTF8.self)
    DateChecks.check(text)
    if let first = line.first { Models.all[Int(first) % Models.all.count](json) }
    guard let value = try? WireJSON.decode(JSONValue.self, from: json) else { return }
    RoundTrip.check(JSONValue.self, json)
    PointerChecks.check(value, String(decoding: line.dropFirst(), as: UTF8.self))
  }
}
