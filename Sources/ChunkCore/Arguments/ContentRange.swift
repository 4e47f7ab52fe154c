/// The `Content-Range` of a part (RFC 9110, 14.4): `bytes 0-8388607/20971520`.
public struct ContentRange: Sendable, Hashable, CustomStringConvertible {
  /// The offset of the part's first byte in the file.
  public let first: Int64
  /// The offset of the part's last byte in the file.
  public let last: Int64
  /// The file's size in bytes.
  public let total: Int64

  /// How many bytes the part has.
  public var length: Int64 { last - first + 1 }

  /// The range of a part.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument`` if the range is empty or
  ///   does not lie within the file.
  public init(first: Int64, last: Int64, total: Int64) throws(ChunkError) {
    guard 0 <= first, first <= last, last < total else {
      throw .invalidArgument(
        "The range \(first)-\(last) does not lie within a file of \(total) bytes",
        "Give the offsets of the part's first and last byte, and the file's size")
    }
    self.first = first
    self.last = last
    self.total = total
  }

  /// A range from the header field's value.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument`` if it is none.
  public init(headerValue: String) throws(ChunkError) {
    let words = headerValue.split(separator: " ", omittingEmptySubsequences: false)
    let numbers = words.last?.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" } ?? []
    guard words.count == 2, words[0] == "bytes", numbers.count == 3, let first = Self.number(numbers[0]),
      let last = Self.number(numbers[1]), let total = Self.number(numbers[2])
    else {
      throw .notAContentRange(headerValue)
    }
    try self.init(first: first, last: last, total: total)
    guard description == headerValue else {
      throw .notAContentRange(headerValue)
    }
  }

  /// The header field's value.
  public var description: String { "bytes \(first)-\(last)/\(total)" }

  private static func number(_ text: Substring) -> Int64? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(text) : nil
  }
}

extension ChunkError {
  fileprivate static func notAContentRange(_ text: String) -> ChunkError {
    .invalidArgument(
      "'\(text.escapingControls())' is not a content range", "Write it as: bytes FIRST-LAST/TOTAL")
  }
}
