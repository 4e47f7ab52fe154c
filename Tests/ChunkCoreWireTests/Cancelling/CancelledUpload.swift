import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import ChunkTestSupport
import ChunkTransportTesting
import Foundation
import Testing

@testable import ChunkCore

/// How an upload is cancelled, and what becomes of its session.
enum CancelWay: String, CaseIterable, Sendable {
  case handleKeeps, handleAborts, taskKeeps, taskAborts

  var isHandle: Bool { self == .handleKeeps || self == .handleAborts }
  var session: UploadOptions.OnFailure { self == .handleKeeps || self == .taskKeeps ? .keep : .abort }
}

/// An upload that was cancelled in a state, on the real clock: its waits must be cut short.
struct CancelledUpload: Sendable {
  let error: ChunkError
  /// From the cancellation to the upload's end.
  let time: Duration
  /// How long the machine kept others waiting in that time.
  let delay: Duration
  /// Whether it had come to the state by then.
  let wasReached: Bool
  /// What is left in the folder of records.
  let left: [String]
  let source: CancellableSource

  init(_ rig: Rig, in state: UploadState, _ way: CancelWay) async throws {
    let source = try CancellableSource(state.source)
    self.source = source
    let manager = try rig.managerOnTheRealClock()
    var options = rig.options(state.change)
    options.resumeStore = source.store
    // What who cancels says comes before the options.
    options.onCancel = way.isHandle ? (way.session == .keep ? .abort : .keep) : way.session
    if state.isContinued {
      options.sessionId = try await rig.manager.createFileUploadSession(
        folderId: "0", fileSize: source.size, fileName: "a.bin"
      ).id
    }
    let neighbour = state.hasNeighbour ? manager.neighbour(options.budget) : nil
    if state.hasNeighbour { _ = await eventually { state.isReached(rig) } }

    let budget = options.budget
    let (end, cancel) = Self.start(manager, source, options, way)
    wasReached = await eventually {
      state.hasNeighbour ? budget?.slots.waitingCount == 1 : state.isReached(rig)
    }
    let meter = LoadMeter()
    let start = ContinuousClock.now
    cancel()
    error = try await end()
    time = .now - start
    delay = meter.stop()
    left = (try? FileManager.default.contentsOfDirectory(atPath: source.store.directory)) ?? []
    neighbour?.cancel(.abort)
    if let neighbour { _ = try await failure { try await neighbour.file } }
  }

  private static func start(
    _ manager: ChunkedUploadsManager, _ source: CancellableSource, _ options: UploadOptions, _ way: CancelWay
  ) -> (end: @Sendable () async throws -> ChunkError, cancel: @Sendable () -> Void) {
    if way.isHandle {
      let upload = manager.startUpload(
        file: source.upload, fileName: "a.bin", fileSize: source.size, parentFolderId: "0", options: options)
      return ({ try await failure { try await upload.file } }, { upload.cancel(way.session) })
    }
    let upload = Task {
      try await failure {
        try await manager.uploadBigFile(
          file: source.upload, fileName: "a.bin", fileSize: source.size, parentFolderId: "0", options: options
        )
      }
    }
    return ({ try await upload.value }, { upload.cancel() })
  }
}

extension ChunkedUploadsManager {
  /// An upload that has the only place in flight of a budget.
  fileprivate func neighbour(_ budget: UploadBudget?) -> FileUpload {
    startUpload(
      file: .bytes(Data(count: 20_000_000)), fileName: "b.bin", parentFolderId: "0",
      options: UploadOptions(resumeStore: nil, budget: budget))
  }
}

/// The bytes of an upload that is going to be cancelled, and a folder for its record.
final class CancellableSource: Sendable {
  let upload: UploadSource
  let size: Int64
  let store: FileResumeStore
  /// For parts that take long to hash, the part size that the server must have.
  static let hugePart: Int64 = 20_000_000_000

  private let directory: TemporaryDirectory
  private let pipe: Pipe?
  private let continuation: AsyncStream<Data>.Continuation?

  init(_ source: UploadState.Source) throws {
    let content = try Content.smallest.get()
    directory = try TemporaryDirectory()
    store = FileResumeStore(directory: directory.file("state"))
    let path = directory.file("a.bin")
    let pipe = source == .pipe ? Pipe() : nil
    let (stream, continuation) = AsyncStream<Data>.makeStream()
    switch source {
    case .file:
      try content.data.write(to: URL(fileURLWithPath: path))
      upload = .path(path)
    case .hugeFile: upload = .path(try directory.makeSparse(count: Self.hugePart, name: "a.bin"))
    case .namedPipe:
      mkfifo(path, 0o600)
      upload = .path(path)
    case .pipe: upload = .descriptor(pipe?.fileHandleForReading.fileDescriptor ?? -1)
    case .stream: upload = .stream(stream)
    case .fullStream: upload = .stream(AsyncStream([content.data]))
    }
    self.pipe = pipe
    self.continuation = source == .stream ? continuation : nil
    size = source == .hugeFile ? Self.hugePart : content.count
  }
}
