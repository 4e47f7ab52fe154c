internal import ChunkModels
internal import ChunkThreads
internal import ChunkTransport
public import ChunkTransportTesting
internal import HTTPTypes

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Box's upload sessions in memory, for the tests of programs that upload: no network, no server, no file.
///
/// ```swift
/// let service = MemoryService()
/// let uploads = try ChunkedUploadsManager(
///   transport: service.transport(), tokens: StaticToken(BearerToken("any")), clock: ImmediateClock())
/// _ = try await uploads.uploadBigFile(file: .bytes(data), fileName: "disk.img", parentFolderId: "0")
/// #expect(service.files.map(\.content) == [data])
/// ```
///
/// It knows what a whole upload, one that goes on, and one of a new version ask for: creating, reading and
/// aborting a session, sending and listing parts, the commit, the preflight check, and a file and its content.
/// Sizes, ranges and digests are checked as the service does; everything else is answered by 404. There is
/// the root folder `0` and any other that a request names. For a faithful service with a socket there is
/// `chunk-emulator`.
///
/// Faults come from the transport: `transport.inject(.loseAnswer, on: RequestMatch(.post, path: "…/commit"))`.
public final class MemoryService: Sendable {
  /// How a service behaves.
  public struct Settings: Sendable, Hashable {
    /// How large the parts of a session are, in bytes; 8 MiB, which is the service's smallest, by default.
    public var partSize: Int64 = 8 << 20
    /// The smallest file that gets a session, in bytes; as the service has it by default.
    public var minimumFileSize: Int64 = 20_000_000
    /// The only access token that is accepted; any, and none, by default.
    public var token: String?
    /// How many commits of a session are answered by 202 before one is carried out.
    public var delayedCommits = 0

    /// Settings, each with its default.
    public init() {}
  }

  let settings: Settings
  let state = Mutex(ServiceState())

  /// A service without files.
  public init(_ settings: Settings = Settings()) { self.settings = settings }

  /// The files that are there, in the order in which they were first stored.
  public var files: [MemoryFile] { state.withLock { $0.files } }

  /// The sessions that are open, by their ids.
  public var sessions: [String: MemorySession] { state.withLock { $0.sessions } }

  /// Puts a file there, as if it had been uploaded before.
  ///
  /// - Returns: The file, with its id.
  /// - Throws: `DigestUnavailable` if the system has no SHA-1.
  @discardableResult
  public func addFile(name: String, folderId: String = "0", content: Data) throws -> MemoryFile {
    let sha1 = try sha1(of: content)
    return state.withLock { $0.store(name: name, folderId: folderId, content: content, sha1: sha1) }
  }

  /// A transport whose requests this service answers.
  ///
  /// - Parameters:
  ///   - clock: What the transport measures delays and limits with.
  ///   - keepsBodies: Whether the transport's records have the bodies' bytes. The service has them in any case.
  public func transport(
    clock: some Clock<Duration> = ImmediateClock(), keepsBodies: Bool = false
  ) -> MemoryTransport {
    MemoryTransport(clock: clock, keepsBodies: keepsBodies) { self.answer(to: $0) }
  }

  /// The answer to a request, for a transport of one's own.
  public func answer(to request: RecordedRequest) -> MemoryAnswer {
    do {
      if let token = settings.token, request.field("Authorization") != "Bearer \(token)" {
        throw ServiceRefusal.unauthorized
      }
      return try route(request)
    } catch let refusal as ServiceRefusal {
      return refusal.answer
    } catch {
      return ServiceRefusal(500, .internalServerError, "\(error)").answer
    }
  }

  private func route(_ request: RecordedRequest) throws -> MemoryAnswer {
    let path = request.path
    // Upload URLs have a prefix of their own before the version.
    guard let version = path.firstRange(of: "/2.0/") else { throw ServiceRefusal.notFound(path) }
    let steps = path[version.upperBound...].split(separator: "/").map { String($0) }
    switch (request.method, steps.count) {
    case (.post, 2) where steps == ["files", "upload_sessions"]: return try createSession(request)
    case (.options, 2) where steps == ["files", "content"]: return try preflight(request)
    case (.get, 2) where steps[0] == "files": return try file(steps[1])
    case (.get, 3) where steps[0] == "files" && steps[2] == "content": return try content(steps[1])
    case (.post, 3) where steps[0] == "files" && steps[2] == "upload_sessions":
      return try createSession(request, ofFile: steps[1])
    case (_, 3...) where steps.starts(with: ["files", "upload_sessions"]):
      return try session(steps[2], steps.dropFirst(3).joined(separator: "/"), request)
    default: throw ServiceRefusal.notFound(path)
    }
  }

  private func session(_ id: String, _ rest: String, _ request: RecordedRequest) throws -> MemoryAnswer {
    switch (request.method, rest) {
    case (.get, ""): return try readSession(id, request)
    case (.put, ""): return try storePart(id, request)
    case (.delete, ""): return try abortSession(id)
    case (.get, "parts"): return try listParts(id, request)
    case (.post, "commit"): return try commit(id, request)
    default: throw ServiceRefusal.notFound(request.path)
    }
  }
}
