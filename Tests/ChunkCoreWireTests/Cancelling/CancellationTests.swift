import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import ChunkTestSupport
import ChunkTransportTesting
import Foundation
import Testing

/// Cancelling, wherever the upload happens to be. On a real clock: these waits must be cut short.
@Suite(.serialized, .eachBackend) struct CancellationTests {
  /// The promise is a second, and on an idle machine it takes some milliseconds. This leaves room for
  /// a busy one, and is still far below the hour for which everything hangs here; and for an abort it is
  /// below the five seconds that it may take when nobody waits for it.
  private static func bound(_ state: UploadState) -> Duration {
    state.isAbortable ? .seconds(10) : .milliseconds(4500)
  }

  @Test(arguments: UploadState.all, CancelWay.allCases)
  func isQuick(state: UploadState, way: CancelWay) async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: state.faults, configure: state.configure) { rig in
      let upload = try await CancelledUpload(rig, in: state, way)
      #expect(upload.wasReached)
      let allowed = LoadMeter.bound(Self.bound(state), delay: upload.delay)
      #expect(upload.time < allowed, "took \(upload.time), the machine was late by \(upload.delay)")
      #expect(upload.error.kind == state.kind)
      guard let parts = state.acknowledgedParts else {
        #expect(upload.error.session == nil)
        #expect(upload.left.isEmpty)
        return
      }
      if way.session == .abort, state.isAbortable {
        #expect(rig.counters.requests(for: .delete) == (state.hasNeighbour ? 2 : 1))
        // On a busy machine its answer may come too late; then the session is named.
        #expect((upload.error.session == nil) == (rig.events.aborted.count == 1))
        #expect(upload.error.session != nil || upload.left.isEmpty, "\(upload.left)")
        return
      }
      #expect(upload.left.count == (state.hasRecord ? 1 : 0), "\(upload.left)")
      #expect(upload.error.session?.id == rig.events.sessions.first?.id || state.isContinued)
      // Of two in flight, one more may have arrived.
      let held = Int64(max(parts, rig.events.parts.count) * Rig.partSize)
      #expect(upload.error.session?.acknowledgedBytes == min(content.count, held))
      guard state.hasRecord, state.source == .file, upload.error.canGoOn else { return }

      try await rig.settle()
      rig.emulator.setFaults([])
      let file = try await rig.manager.uploadBigFile(
        file: upload.source.upload, fileName: "a.bin", parentFolderId: "0",
        options: rig.options { $0.resumeStore = upload.source.store })
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(!rig.counters.hasResentAcknowledgedPart)
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

  /// A process of its own: other tests have threads and descriptors too.
  @Test(.enabled(if: ProcessFacts.threads != nil)) func nothingIsLeft() async {
    await #expect(processExitsWith: .success) { try await Self.cancelEverywhere() }
  }

  private static func cancelEverywhere() async throws {
    func cancelAll(_ way: CancelWay) async throws {
      for state in UploadState.all {
        try await Rig.run(faults: state.faults, configure: state.configure) { rig in
          let upload = try await CancelledUpload(rig, in: state, way)
          #expect(upload.wasReached, "\(state.testDescription)")
        }
      }
    }
    try await cancelAll(.taskKeeps)  // threads of the runtime start with the first
    try await Task.sleep(for: .milliseconds(500))
    let threads = try #require(ProcessFacts.threads)
    let descriptors = try #require(ProcessFacts.descriptors).count
    for way in [CancelWay.handleKeeps, .handleAborts] { try await cancelAll(way) }
    let isClean = await eventually {
      // A thread more may be the runtime's; of each state there would be two.
      (ProcessFacts.threads ?? 0) <= threads + 1
        && (ProcessFacts.descriptors ?? [:]).count <= descriptors + 1
    }
    #expect(
      isClean,
      "\(threads) threads became \(ProcessFacts.threads ?? 0), \(descriptors) descriptors \(ProcessFacts.descriptors ?? [:])"
    )
  }
}

extension UploadState {
  /// Sets the server up for the state.
  func configure(_ configuration: inout EmulatorConfiguration) {
    if source == .hugeFile { configuration.partSize = CancellableSource.hugePart }
  }

  /// Whether a record is kept: of files that are named by a path, and sessions that are not.
  var hasRecord: Bool { (source == .file || source == .hugeFile) && !isContinued }
}
