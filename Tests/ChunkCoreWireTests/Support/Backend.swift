import ChunkTransport
import ChunkTransportCurl
import ChunkTransportURLSession
import Testing

/// A backend that the tests over the wire run against.
struct Backend: Sendable, Hashable, CustomTestStringConvertible {
  /// Which it is.
  enum Name: String, Sendable {
    case curl = "libcurl"
    case urlSession = "URLSession"
  }

  let name: Name

  var testDescription: String { name.rawValue }

  func make() throws -> any Transport {
    switch name {
    case .curl: try CurlTransport()
    case .urlSession: try URLSessionTransport()
    }
  }

  static let curl = Backend(name: .curl)
  static let urlSession = Backend(name: .urlSession)

  /// All that there are.
  static let all = [curl, urlSession]

  /// The one that a test runs with which does not name it: see ``EachBackend``.
  @TaskLocal static var current = curl
}

/// What a backend cannot do on this system, and where that is reported.
struct KnownFailure: Sendable, CustomStringConvertible {
  let reason: String
  let report: String

  var description: String { "\(reason) (\(report))" }

  /// FoundationNetworking takes libcurl's success for one although there is no complete head, and traps.
  static let cutHead = KnownFailure(
    reason: "URLSession on Linux ends the process when a response ends inside its head",
    report: "https://github.com/swiftlang/swift-corelibs-foundation/issues/5285")
}
