import ChunkCore
import ChunkCoreTestSupport
import ChunkModels
import ChunkServiceTesting
import ChunkTransportTesting

/// A service in memory, and a manager that talks to it on a clock that does not wait.
struct MemoryRig: Sendable {
  /// Three parts of the smallest file.
  static let partSize: Int64 = 8 << 20

  let service: MemoryService
  let transport: MemoryTransport
  let manager: ChunkedUploadsManager
  let events = EventLog()
  let clock = ImmediateClock()

  init(_ change: (inout MemoryService.Settings) -> Void = { _ in }) throws {
    var settings = MemoryService.Settings()
    settings.partSize = Self.partSize
    settings.token = secretText
    change(&settings)
    service = MemoryService(settings)
    transport = service.transport(clock: clock)
    manager = try ChunkedUploadsManager(
      transport: transport, tokens: StaticToken(BearerToken(secretText)),
      endpoints: ServiceEndpoints(base: "https://files.example", upload: "https://up.example:8443/api/"),
      clock: clock)
  }

  /// Options that report to the rig's log; parts go one after another, and no outage is waited out.
  func options(_ change: (inout UploadOptions) -> Void = { _ in }) -> UploadOptions {
    var options = UploadOptions(
      resumeStore: nil, retries: RetryPolicy(patience: .zero), budget: UploadBudget(concurrency: .fixed(1)),
      onEvent: { [events] in events.add($0) })
    change(&options)
    return options
  }

  /// Uploads bytes as `a.bin` into the root folder.
  func upload(_ content: Content, _ options: UploadOptions? = nil) async throws -> FileFull {
    try await manager.uploadBigFile(
      file: .bytes(content.data), fileName: "a.bin", parentFolderId: "0", options: options ?? self.options())
  }

  /// The requests for parts that the service got, by the first byte of each.
  var sentOffsets: [Int64] {
    transport.requests.filter { $0.method == .put }.compactMap { request in
      let range = request.field("Content-Range")?.dropFirst("bytes ".count) ?? ""
      return Int64(range.prefix { $0.isNumber })
    }
  }
}
