import ChunkTransport
import ChunkTransportCurl
import Testing

/// A backend that the tests over the wire run against.
struct Backend: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let make: @Sendable () throws -> any Transport

  static let curl = Backend(testDescription: "libcurl") { try CurlTransport() }

  /// All that there are.
  static let all = [curl]
}
