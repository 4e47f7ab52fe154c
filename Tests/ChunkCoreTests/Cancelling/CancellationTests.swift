import ChunkCore
import ChunkEmulator
import ChunkTestSupport
import Foundation
import Testing

/// Cancelling, wherever the upload happens to be. On a real clock: these waits must be cut short.
@Suite(.serialized) struct CancellationTests {
  /// The promise is a second, and on an idle machine it takes some milliseconds. This leaves room for
  /// a busy one, and is still far below the hour for which everything hangs here.
  private static let bound: Duration = .seconds(10)

  /// Where an upload hangs until it is cancelled.
  enum Place: String, CaseIterable, Sendable {
    case create, body, answer, list, retry, commit, processing

    var faults: [Fault] {
      let hour: Double = 3600
      return switch self {
      case .create: [Fault(on: .create, do: .stall(seconds: hour, at: .answer))]
      case .body: [Fault(on: .part, nth: 2, do: .stall(seconds: hour, at: .body(afterBytes: 1 << 20)))]
      case .answer: [Fault(on: .part, nth: 2, do: .stall(seconds: hour, at: .answer))]
      case .list:
        [.status(500, on: .part, nth: 2), Fault(on: .list, do: .stall(seconds: hour, at: .answer))]
      case .retry: [.status(429, on: .part, nth: 2, retryAfter: .text("600"))]
      case .commit: [Fault(on: .commit, do: .stall(seconds: hour, at: .before))]
      case .processing: [.status(202, on: .commit, retryAfter: .text("600"))]
      }
    }

    /// Whether the upload has come there.
    func isReached(_ rig: Rig) -> Bool {
      switch self {
      case .create: rig.counters.requests(for: .create) == 1
      case .body: rig.count(1).bytes >= 1 << 20
      case .answer: rig.count(1).bytes > 0
      case .list: rig.counters.requests(for: .list) == 1
      case .retry: !rig.events.retries.isEmpty
      case .commit: rig.counters.requests(for: .commit) == 1
      case .processing: !rig.events.processing.isEmpty
      }
    }

    var acknowledgedParts: Int {
      switch self {
      case .create: 0
      case .body, .answer, .list, .retry: 1
      case .commit, .processing: 5
      }
    }
  }

  /// Uploads, cancels at the place, and gives the error and the time that it took to come.
  private func cancel(
    _ rig: Rig, at place: Place, _ content: Content, _ onFailure: UploadOptions.OnFailure
  ) async throws -> (error: ChunkError, time: Duration) {
    let manager = try ChunkedUploadsManager(
      transport: rig.transport, tokens: StaticToken(BearerToken(secretText)),
      endpoints: ServiceEndpoints(base: rig.emulator.baseURL, upload: rig.emulator.uploadURL))
    let options = rig.options { $0.onCancel = onFailure }
    let upload = Task {
      try await failure {
        try await manager.uploadBigFile(
          file: .bytes(content.data), fileName: "a.bin", parentFolderId: "0", options: options)
      }
    }
    #expect(await eventually(within: .seconds(30)) { place.isReached(rig) })
    let start = ContinuousClock.now
    upload.cancel()
    let error = try await upload.value
    return (error, ContinuousClock.now - start)
  }

  @Test(arguments: Place.allCases)
  func isQuickAndKeepsTheSession(place: Place) async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: place.faults) { rig in
      let (error, time) = try await cancel(rig, at: place, content, .keep)
      #expect(error.kind == .cancelled)
      #expect(time < Self.bound)
      guard place != .create else { return }
      #expect(error.session?.id == rig.events.sessions.first?.id)
      #expect(
        error.session?.acknowledgedBytes == min(content.count, Int64(place.acknowledgedParts * Rig.partSize)))
      #expect(rig.counters.requests(for: .delete) == 0)

      rig.emulator.setFaults([])
      let file = try await rig.upload(content, rig.options { $0.sessionId = error.session?.id })
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(!rig.counters.hasResentAcknowledgedPart)
    }
  }

  @Test(arguments: Place.allCases.filter { $0 != .create })
  func isQuickAndAbortsTheSession(place: Place) async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: place.faults) { rig in
      let (error, time) = try await cancel(rig, at: place, content, .abort)
      #expect(error.kind == .cancelled)
      #expect(time < Self.bound)
      #expect(error.session == nil)
      #expect(rig.events.names.last == "aborted")
      let id = try #require(rig.events.sessions.first?.id)
      let gone = try await failure { try await rig.manager.getFileUploadSessionById(uploadSessionId: id) }
      #expect(gone.kind == .sessionGone)
    }
  }

  @Test func aTaskThatIsCancelledAlreadySendsNothing() async throws {
    let content = try Content.smallest.get()
    try await Rig.run { rig in
      let upload = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try await failure { try await rig.upload(content) }
      }
      let error = try await upload.value
      #expect(error.kind == .cancelled)
      #expect(rig.counters.requests(for: .create) == 0)
    }
  }

  @Test func aPipeThatNobodyWritesTo() async throws {
    try await Rig.run { rig in
      let pipe = Pipe()
      let descriptor = pipe.fileHandleForReading.fileDescriptor
      let upload = Task {
        try await failure {
          try await rig.manager.uploadBigFile(
            file: .descriptor(descriptor), fileName: "a", fileSize: 20_000_000, parentFolderId: "0",
            options: rig.options())
        }
      }
      #expect(await eventually(within: .seconds(30)) { !rig.events.sessions.isEmpty })
      let start = ContinuousClock.now
      upload.cancel()
      let error = try await upload.value
      #expect(error.kind == .cancelled)
      #expect(ContinuousClock.now - start < Self.bound)
      try pipe.fileHandleForWriting.close()
    }
  }
}
