public import ChunkTransport
public import HTTPTypes

/// Which requests something is for.
public struct RequestMatch: Sendable {
  private let method: HTTPRequest.Method?
  private let segments: [Substring]?
  private let isMeant: (@Sendable (TransportRequest) -> Bool)?

  /// Requests of a method, of a path, and of which a function says so; each may be left out.
  ///
  /// - Parameters:
  ///   - method: The method; `nil` for any.
  ///   - path: The path without its query, in which `*` stands for any one segment, as in
  ///     `/2.0/files/upload_sessions/*/commit`; `nil` for any.
  ///   - isMeant: Looks at the request; `nil` for all.
  public init(
    _ method: HTTPRequest.Method? = nil, path: String? = nil,
    where isMeant: (@Sendable (TransportRequest) -> Bool)? = nil
  ) {
    self.method = method
    segments = path.map(Self.segments)
    self.isMeant = isMeant
  }

  /// All requests.
  public static let any = RequestMatch()

  /// Whether a request is one of them.
  public func matches(_ request: TransportRequest) -> Bool {
    if let method, request.head.method != method { return false }
    if let segments {
      let path = Self.segments(request.head.path ?? "")
      guard path.count == segments.count, zip(segments, path).allSatisfy({ $0 == "*" || $0 == $1 }) else {
        return false
      }
    }
    return isMeant?(request) ?? true
  }

  private static func segments(_ path: String) -> [Substring] {
    path.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false)
  }
}
