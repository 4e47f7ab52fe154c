/// The fields of a form as it goes to the token endpoint: `application/x-www-form-urlencoded`.
struct FormFields: Sendable {
  private var fields: [(name: String, value: String)] = []

  /// Adds a field.
  mutating func add(_ name: String, _ value: String) { fields.append((name, value)) }

  /// The form's bytes.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for (name, value) in fields {
      if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
      bytes += Self.encoded(name) + [UInt8(ascii: "=")] + Self.encoded(value)
    }
    return bytes
  }

  /// A text as forms and queries have it: all but letters, digits and `-._~` by their numbers.
  static func encoded(_ text: String) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        bytes.append(byte)
      default:
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return bytes
  }
}
