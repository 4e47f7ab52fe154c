/// The bytes of one run, which are read from the front; after their end come zeros.
public final class Input: @unchecked Sendable {
  private let bytes: ArraySlice<UInt8>
  private var next: Int

  /// An input of these bytes.
  public init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    next = bytes.startIndex
  }

  /// Whether all was read.
  public var isEmpty: Bool { next >= bytes.endIndex }

  /// The next byte.
  public func byte() -> UInt8 {
    guard !isEmpty else { return 0 }
    defer { next += 1 }
    return bytes[next]
  }

  /// A number less than another.
  public func below(_ limit: Int) -> Int { Int(byte()) % max(1, limit) }

  /// One of some values.
  public func one<Value>(of values: [Value]) -> Value { values[below(values.count)] }

  /// The next bytes, as many as there are.
  public func take(_ count: Int) -> [UInt8] {
    let end = min(bytes.endIndex, next + max(0, count))
    defer { next = end }
    return Array(bytes[next..<end])
  }

  /// The next bytes as two inputs.
  public func halves() -> (Input, Input) {
    let middle = next + (bytes.endIndex - next) / 2
    return (Input(bytes[next..<middle]), Input(bytes[middle...]))
  }

  /// A number; often a small or an extreme one.
  public func integer() -> Int64 {
    let kind = byte()
    switch kind {
    case 0..<160: return Int64(kind)
    case 160..<200: return one(of: [-1, 0, 1, .min, .max, .min + 1, .max - 1, 1 << 31, 1 << 32, -(1 << 31)])
    case 200..<230: return Int64(Int16(truncatingIfNeeded: Int(byte()) << 8 | Int(byte())))
    default: return take(8).reduce(0) { $0 << 8 | Int64($1) }
    }
  }
}
