import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import ChunkTestSupport
import ChunkTransport
import ChunkTransportTesting
import Foundation
import Logging

/// An emulator, and a manager that talks to it over the wire on a clock that does not wait.
struct Rig: Sendable {
  /// The part size of most tests: five parts of the smallest file.
  static let partSize = 4 << 20

  let emulator: Emulator
  let transport: any Transport
  let manager: ChunkedUploadsManager
  let clock = ImmediateClock()
  let events = EventLog()

  /// Runs a test with a rig of its own, and ends its emulator whatever comes of it.
  static func run<Value: Sendable>(
    _ backend: Backend = .current, faults: [Fault] = [], tokens: (any TokenProvider)? = nil,
    before: (@Sendable (inout TransportRequest) -> Void)? = nil,
    configure: (inout EmulatorConfiguration) -> Void = { _ in },
    _ body: @Sendable (Rig) async throws -> Value
  ) async throws -> Value {
    var configuration = EmulatorConfiguration()
    configuration.partSize = Int64(partSize)
    configuration.token = secretText
    configuration.secretsLog = Evidence.secretsLog
    configuration.faults = faults
    configure(&configuration)
    await Turns.begin()
    defer { Turns.end() }
    let emulator = try await Emulator.start(configuration)
    do {
      let value = try await body(Rig(backend, emulator, tokens, before))
      await emulator.stop()
      return value
    } catch {
      await emulator.stop()
      throw error
    }
  }

  private init(
    _ backend: Backend, _ emulator: Emulator, _ tokens: (any TokenProvider)?,
    _ before: (@Sendable (inout TransportRequest) -> Void)?
  ) throws {
    self.emulator = emulator
    let plain = try backend.make()
    transport = if let before { ObservedTransport(inner: plain, before: before) } else { plain }
    manager = try ChunkedUploadsManager(
      transport: transport, tokens: tokens ?? StaticToken(BearerToken(secretText)),
      endpoints: ServiceEndpoints(base: emulator.baseURL, upload: emulator.uploadURL), clock: clock,
      logger: .evidence)
  }

  var counters: Counters { emulator.counters }

  /// Waits until the server has read what was on the way when an upload ended.
  ///
  /// A part that was in the sockets' buffers is stored after its sender is gone; an upload that lists
  /// the parts before that sends it again, and rightly so.
  func settle() async throws {
    let meter = LoadMeter()
    defer { meter.stop() }
    var (last, since) = (counters, ContinuousClock.now)
    while ContinuousClock.now - since < LoadMeter.patience(.milliseconds(100), delay: meter.worst) {
      try await Task.sleep(for: .milliseconds(10))
      let now = counters
      if now != last { (last, since) = (now, .now) }
    }
  }

  /// Options that report to the rig's log. Parts go one after another, so that tests can tell what
  /// comes when, and no outage is waited out.
  func options(_ change: (inout UploadOptions) -> Void = { _ in }) -> UploadOptions {
    var options = UploadOptions(
      resumeStore: nil, retries: RetryPolicy(patience: .zero), budget: UploadBudget(concurrency: .fixed(1)),
      onEvent: { [events] in events.add($0) })
    change(&options)
    return options
  }

  /// A manager whose waits are real.
  func managerOnTheRealClock() throws -> ChunkedUploadsManager {
    try ChunkedUploadsManager(
      transport: transport, tokens: StaticToken(BearerToken(secretText)),
      endpoints: ServiceEndpoints(base: emulator.baseURL, upload: emulator.uploadURL))
  }

  /// The bytes of a file, as the server gives them.
  func download(_ fileId: String?) async throws -> Data {
    let response = try await transport.send(
      TransportRequest(
        head: .init(
          method: .get, scheme: "http", authority: "127.0.0.1:\(emulator.port)",
          path: "/2.0/files/\(fileId ?? "")/content",
          headerFields: [.authorization: "Bearer \(secretText)"]),
        maximumResponseBytes: 64 << 20))
    return response.body
  }
}

/// A transport that lets a test do something right before a request is sent, also to the request.
struct ObservedTransport: Transport {
  let inner: any Transport
  let before: @Sendable (inout TransportRequest) -> Void

  func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
    var request = request
    before(&request)
    return try await inner.send(request)
  }
}

extension Rig {
  /// Uploads bytes as `a.bin` into the root folder.
  func upload(_ content: Content, _ options: UploadOptions? = nil) async throws -> FileFull {
    try await manager.uploadBigFile(
      file: .bytes(content.data), fileName: "a.bin", parentFolderId: "0", options: options ?? self.options())
  }

  /// The one session of the rig's log, and what was counted for its part of a number.
  func count(_ index: Int) -> Counters.Part {
    counters.part(session: events.sessions.first?.id ?? "", offset: Int64(index * Self.partSize))
  }
}

extension Fault {
  /// A status with a code, the work not done.
  static func status(
    _ status: Int, _ code: String? = nil, on operation: ChunkEmulator.Operation, nth: Int = 1, times: Int = 1,
    retryAfter: ChunkEmulator.RetryAfter? = nil
  ) -> Fault {
    Fault(
      on: operation, nth: nth, times: times,
      do: .status(StatusAnswer(status: status, code: code, retryAfter: retryAfter), at: .answer))
  }
}
