extension KeyedDecodingContainer {
  /// A field that no upload depends on: `nil` when it is absent, `null` or of another shape.
  ///
  /// It is the only place where a decoding error is dropped.
  func lenient<T: Decodable>(_ key: Key) -> T? {
    try? decodeIfPresent(T.self, forKey: key)
  }

  /// A size, an offset or a count; `nil` when it is absent or `null`.
  ///
  /// Foundation reads `1.0e7` as a whole number too. For `1.5`, and for what 64 bits cannot hold, it throws
  /// an error of its own that ends as "not valid JSON" without a place, which would send the reader to the
  /// wrong corner; so that one is replaced.
  func wholeNumber(_ key: Key) throws -> Int64? {
    do {
      return try decodeIfPresent(Int64.self, forKey: key)
    } catch let error as DecodingError {
      throw error
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: "A whole number of at most 64 bits was expected.")
    }
  }
}
