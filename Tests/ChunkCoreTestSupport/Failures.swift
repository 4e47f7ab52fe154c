package import ChunkCore
internal import ChunkTestSupport
package import Testing

/// The error that an operation throws.
///
/// - Throws: if it throws none, or one that is not a ``ChunkError``.
package func failure<Value>(
  sourceLocation: SourceLocation = #_sourceLocation, of body: () async throws -> Value
) async throws -> ChunkError {
  do {
    _ = try await body()
  } catch let error as ChunkError {
    Evidence.keep(error)
    return error
  }
  return try #require(nil as ChunkError?, "nothing was thrown", sourceLocation: sourceLocation)
}

/// The same for what does not wait.
package func refusal<Value>(
  sourceLocation: SourceLocation = #_sourceLocation, of body: () throws -> Value
) throws -> ChunkError {
  do {
    _ = try body()
  } catch let error as ChunkError {
    Evidence.keep(error)
    return error
  }
  return try #require(nil as ChunkError?, "nothing was thrown", sourceLocation: sourceLocation)
}
