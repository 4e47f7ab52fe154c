/// What a ``RawServer`` saw of one request, byte for byte.
public struct ReceivedRequest: Sendable {
  /// The head as it was on the wire, with the empty line that ends it.
  public var head: String { String(decoding: headBytes, as: UTF8.self) }

  /// The same as bytes, which need not be UTF-8.
  public let headBytes: [UInt8]

  /// How many bytes of the body have been read.
  public internal(set) var bodyCount: Int64 = 0

  /// The body's first 4 MiB; enough for bodies that a test compares as a whole.
  public internal(set) var body: [UInt8] = []

  static let keptBytes = 4 << 20

  init(headBytes: [UInt8], body: [UInt8] = []) {
    self.headBytes = headBytes
    self.body = Array(body.prefix(Self.keptBytes))
    bodyCount = Int64(body.count)
  }

  /// The request line.
  public var requestLine: String { lines.first ?? "" }

  /// The lines of the header fields, as they were on the wire.
  public var fieldLines: [String] { Array(lines.dropFirst()) }

  /// All values of a header field, whose name is compared without case.
  public func values(of name: String) -> [String] {
    fieldLines.compactMap { line in
      guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == name.lowercased() else {
        return nil
      }
      return String(line[line.index(after: colon)...].drop { $0 == " " })
    }
  }

  /// `Content-Length`, if there is exactly one and it is a number.
  public var contentLength: Int64? {
    let values = values(of: "Content-Length")
    return values.count == 1 ? Int64(values[0]) : nil
  }

  private var lines: [String] {
    // "\r\n" is one Character; splitting bytes keeps a bare CR or LF visible in its line.
    var lines: [String] = []
    var line: [UInt8] = []
    for byte in headBytes {
      line.append(byte)
      if line.suffix(2) == [0x0d, 0x0a] {
        lines.append(String(decoding: line.dropLast(2), as: UTF8.self))
        line = []
      }
    }
    return lines.filter { !$0.isEmpty }
  }
}
