/// Any JSON: for what Box leaves open, such as the context of an error or the fields of a template.
/// [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)
public enum JSONValue: Sendable, Hashable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number without a fraction that 64 bits hold; `1.0` is one as well.
  case integer(Int64)
  /// Any other number.
  case number(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Fields by name; their order is not kept.
  case object([String: JSONValue])
}

extension JSONValue: Codable {
  /// Reads any JSON.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// Writes the value as the JSON that it is.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }
}

extension JSONValue {
  /// The JSON of a value.
  ///
  /// - Throws: `EncodingError` for what JSON cannot say.
  public init(encoding value: some Encodable) throws {
    self = try WireJSON.decode(JSONValue.self, from: WireJSON.encode(value))
  }

  /// The value that this JSON stands for.
  ///
  /// - Throws: `DecodingError` if it stands for none of that type.
  public func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try WireJSON.decode(type, from: WireJSON.encode(self))
  }
}
