extension KeyedDecodingContainer {
  /// A field that no upload depends on: `nil` when it is absent, `null` or of another shape.
  ///
  /// It is the only place where a decoding error is dropped.
  func lenient<T: Decodable>(_ key: Key) -> T? {
    try? decodeIfPresent(T.self, forKey: key)
  }

  /// A size, an offset or a count; `nil` when it is absent or `null`.
  ///
  /// Foundation reads `1.0e7` as a whole number too, but reports `1.5`, and what 64 bits cannot hold, as
  /// "not valid JSON" and without a place, which would send the reader looking in the wrong corner.
  func wholeNumber(_ key: Key) throws -> Int64? {
    do {
      return try decodeIfPresent(Int64.self, forKey: key)
    } catch DecodingError.dataCorrupted {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: "A whole number of at most 64 bits was expected.")
    }
  }
}
