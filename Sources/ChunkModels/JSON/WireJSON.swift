#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The one way in which values become JSON and JSON becomes values.
///
/// What reading tolerates:
/// - Unknown fields are ignored, unknown texts of an ``OpenEnum`` are kept, and `null` is `nil`.
/// - A date that cannot be understood is `nil` in an optional field.
/// - A whole number may be written as `10485760.0` or `1.0e7`.
/// - A field that does not matter to an upload is `nil` if its JSON has another shape than expected.
///
/// What it does not: the identifier, offset, size and digest of a part or a file with a wrong JSON
/// type throw a `DecodingError` whose coding path names the field.
public enum WireJSON {
  /// Reads a value.
  ///
  /// - Throws: `DecodingError`, also when the bytes are no JSON, as in an empty answer.
  public static func decode<T: Decodable>(_ type: T.Type, from data: Data) throws -> T {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
      let container = try decoder.singleValueContainer()
      let text = try container.decode(String.self)
      guard let date = WireDate.date(from: text) else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "\"\(text)\" is not a date of RFC 3339.")
      }
      return date
    }
    return try decoder.decode(type, from: data)
  }

  /// Writes a value: keys sorted, so that equal values give equal bytes; slashes as they are; dates in
  /// UTC to the second.
  ///
  /// - Throws: `EncodingError` for what JSON cannot say, such as a number that is not finite.
  public static func encode(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .custom { date, encoder in
      var container = encoder.singleValueContainer()
      try container.encode(WireDate.text(from: date))
    }
    return try encoder.encode(value)
  }
}
