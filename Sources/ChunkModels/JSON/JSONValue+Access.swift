extension JSONValue {
  /// The text, or `nil` if this is none.
  public var stringValue: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The truth value, or `nil` if this is none.
  public var boolValue: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The whole number, or `nil` if this is none.
  public var integerValue: Int64? {
    if case .integer(let value) = self { value } else { nil }
  }

  /// The number, whole or not, or `nil` if this is none.
  public var numberValue: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The list, or `nil` if this is none.
  public var arrayValue: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The fields, or `nil` if this is no object.
  public var objectValue: [String: JSONValue]? {
    if case .object(let value) = self { value } else { nil }
  }

  /// The field of an object, or `nil` if this is no object or has no such field.
  public subscript(key: String) -> JSONValue? {
    objectValue?[key]
  }

  /// The element of a list, or `nil` if this is no list or is too short.
  public subscript(index: Int) -> JSONValue? {
    guard let array = arrayValue, array.indices.contains(index) else { return nil }
    return array[index]
  }
}
