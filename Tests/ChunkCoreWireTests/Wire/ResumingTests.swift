import ChunkCore
import ChunkCoreTestSupport
import ChunkDigest
import ChunkEmulator
import ChunkModels
import ChunkTestSupport
import ChunkTransportTesting
import Foundation
import Testing

/// The same call again, as another process would make it: nothing is shared but the file, the record
/// and the server.
@Suite(.eachBackend) struct ResumingTests {
  /// A file on disk, and a folder for records.
  struct Place: Sendable {
    let folder: TemporaryDirectory
    let path: String
    let store: FileResumeStore

    init(_ content: Content) throws {
      folder = try TemporaryDirectory()
      path = "\(folder.path)/a.bin"
      store = FileResumeStore(directory: "\(folder.path)/state")
      try content.data.write(to: URL(fileURLWithPath: path))
    }

    func upload(_ rig: Rig, _ change: (inout UploadOptions) -> Void = { _ in }) async throws -> FileFull {
      let options = rig.options {
        $0.resumeStore = store
        change(&$0)
      }
      return try await rig.manager.uploadBigFile(file: .path(path), parentFolderId: "0", options: options)
    }

    /// What is left in the folder of records.
    var left: [String] {
      (try? FileManager.default.contentsOfDirectory(atPath: store.directory)) ?? []
    }

    func change(keepingTimes: Bool = false, _ body: (FileHandle) throws -> Void) throws {
      let times = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
      let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
      try body(handle)
      try handle.close()
      guard keepingTimes, let times else { return }
      try FileManager.default.setAttributes([.modificationDate: times], ofItemAtPath: path)
    }
  }

  /// Refuses the third part, so that an upload ends with two.
  private static let stop = Fault.status(403, on: .part, nth: 3)

  private func interrupted(
    faults: [Fault] = [stop], configure: @Sendable (inout EmulatorConfiguration) -> Void = { _ in },
    _ body: @Sendable (Rig, Place, Content, ChunkError) async throws -> Void
  ) async throws {
    let content = try Content.smallest.get()
    let place = try Place(content)
    try await Rig.run(faults: faults, configure: configure) { rig in
      let error = try await failure { try await place.upload(rig) }
      rig.emulator.setFaults([])
      try await body(rig, place, content, error)
    }
  }

  @Test func theSameCallGoesOn() async throws {
    try await interrupted { rig, place, content, error in
      #expect(error.kind == .forbidden)
      #expect(place.left.count == 1)
      let file = try await place.upload(rig)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.events.sessions.map(\.isContinued) == [false, true])
      #expect(rig.events.parts.suffix(5).map(\.isSkipped) == [true, true, false, false, false])
      #expect(!rig.counters.hasResentAcknowledgedPart)
      #expect(rig.counters.requests(for: .create) == 1)
      #expect(place.left.isEmpty)
      #expect(rig.events.statistics?.skippedBytes == 2 * Int64(Rig.partSize))
    }
  }

  @Test func withoutAStoreNothingIsKept() async throws {
    let content = try Content.smallest.get()
    let place = try Place(content)
    try await Rig.run(faults: [Self.stop]) { rig in
      _ = try await failure { try await place.upload(rig) { $0.resumeStore = nil } }
      #expect(place.left.isEmpty)
    }
  }

  @Test func anAbortedUploadLeavesNoRecord() async throws {
    let content = try Content.smallest.get()
    let place = try Place(content)
    try await Rig.run(faults: [Self.stop]) { rig in
      _ = try await failure { try await place.upload(rig) { $0.onFailure = .abort } }
      #expect(place.left.isEmpty)
    }
  }

  @Test func aSessionThatIsGoneBeginsAnewAndSaysSo() async throws {
    try await interrupted { rig, place, content, error in
      let id = try #require(error.session?.id)
      try await rig.manager.deleteFileUploadSessionById(uploadSessionId: id)
      let file = try await place.upload(rig)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.events.notices.map(\.kind) == [.startedAnew])
      #expect(rig.events.notices.first?.message.contains(id) == true)
      #expect(rig.events.sessions.map(\.isContinued) == [false, false])
      #expect(place.left.isEmpty)
    }
  }

  @Test func aSessionThatHasExpiredBeginsAnewAndSaysSo() async throws {
    try await interrupted { rig, place, content, error in
      let id = try #require(error.session?.id)
      rig.emulator.setFaults([.status(410, "session_expired", on: .get)])
      let file = try await place.upload(rig)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.events.notices.map(\.kind) == [.startedAnew])
      #expect(rig.events.notices.first?.message.contains(id) == true)
      #expect(place.left.isEmpty)
    }
  }

  /// The record stays for the user who began it.
  @Test func aSessionOfAnotherUserIsRefused() async throws {
    try await interrupted(configure: { $0.otherTokens = ["another-user"] }) { rig, place, content, first in
      let other = try ChunkedUploadsManager(
        transport: rig.transport, tokens: StaticToken(BearerToken("another-user")),
        endpoints: ServiceEndpoints(base: rig.emulator.baseURL, upload: rig.emulator.uploadURL))
      let error = try await failure {
        try await other.uploadBigFile(
          file: .path(place.path), parentFolderId: "0", options: rig.options { $0.resumeStore = place.store })
      }
      #expect(error.kind == .forbidden)
      #expect(error.session?.id == first.session?.id)
      #expect(error.remedy.contains("user"))
      #expect(place.left.count == 1)
      let file = try await place.upload(rig)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(!rig.counters.hasResentAcknowledgedPart)
    }
  }

  @Test func aDamagedRecordBeginsAnewAndSaysSo() async throws {
    try await interrupted { rig, place, content, _ in
      let record = "\(place.store.directory)/\(try #require(place.left.first))"
      let bytes = try Data(contentsOf: URL(fileURLWithPath: record))
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: record))
      try handle.truncate(atOffset: UInt64(bytes.count / 2))
      let file = try await place.upload(rig)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.events.notices.map(\.kind) == [.startedAnew])
      #expect(place.left.isEmpty)
    }
  }

  @Test func aDamagedRecordIsNoLossIfTheServiceKnowsTheSession() async throws {
    try await interrupted(configure: { $0.hasSessionConflicts = true }) { rig, place, content, error in
      let record = "\(place.store.directory)/\(try #require(place.left.first))"
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: record))
      try handle.truncate(atOffset: 10)
      _ = try await place.upload(rig)
      #expect(rig.events.sessions.map(\.id) == [error.session?.id, error.session?.id])
      #expect(!rig.counters.hasResentAcknowledgedPart)
    }
  }

  @Test func aRecordOfANewerVersionIsLeftAlone() async throws {
    try await interrupted { rig, place, _, _ in
      let record = URL(fileURLWithPath: "\(place.store.directory)/\(try #require(place.left.first))")
      let newer = Data("libchunk-state 2 9c91097c 2\n{}".utf8)  // the sum is right
      try newer.write(to: record)
      let error = try await failure { try await place.upload(rig) }
      #expect(error.kind == .resumeStateUnusable)
      #expect(error.message.contains("2"))
      #expect(try Data(contentsOf: record) == newer)
      #expect(rig.counters.requests(for: .create) == 1)
    }
  }

  @Test func anUploadThatIsUnderWayIsNotBegunTwice() async throws {
    let content = try Content.smallest.get()
    let place = try Place(content)
    let stall = Fault(on: .part, nth: 2, do: .stall(seconds: 3600, at: .answer))
    try await Rig.run(faults: [stall]) { rig in
      let first = rig.manager.startUpload(
        file: .path(place.path), parentFolderId: "0", options: rig.options { $0.resumeStore = place.store })
      #expect(await eventually { rig.events.parts.count == 1 })
      let error = try await failure { try await place.upload(rig) }
      #expect(error.kind == .uploadInProgress)
      #expect(error.isTemporary)
      first.cancel()
      _ = try await failure { try await first.file }
      try await rig.settle()
      rig.emulator.setFaults([])
      _ = try await place.upload(rig)
      #expect(!rig.counters.hasResentAcknowledgedPart)
      #expect(place.left.isEmpty)
    }
  }

  @Test(arguments: [true, false])
  func aFileThatChangedBetweenTwoRuns(keepingTimes: Bool) async throws {
    try await interrupted { rig, place, _, first in
      try place.change(keepingTimes: keepingTimes) { handle in
        try handle.seek(toOffset: 100)
        try handle.write(contentsOf: Data([1, 2, 3]))
      }
      let error = try await failure { try await place.upload(rig) }
      #expect(error.kind == .sourceChanged)
      #expect(error.session?.id == first.session?.id)
      #expect(rig.counters.requests(for: .commit) == 0)
      #expect(place.left.count == 1, "the file may be put back as it was")
    }
  }

  @Test func aFileThatGrewBetweenTwoRuns() async throws {
    try await interrupted { rig, place, _, first in
      try place.change { handle in
        try handle.seekToEnd()
        try handle.write(contentsOf: Data([1]))
      }
      let error = try await failure { try await place.upload(rig) }
      #expect(error.kind == .sourceChanged)
      #expect(error.message.contains("20000001") && error.message.contains("20000000"))
      #expect(error.session?.id == first.session?.id)
      #expect(rig.counters.requests(for: .part) == 3)
    }
  }

  /// A session that has ended is in nobody's way, whatever became of the file.
  @Test func aFileThatGrewAfterItsSessionEnded() async throws {
    try await interrupted { rig, place, _, first in
      try await rig.manager.deleteFileUploadSessionById(uploadSessionId: try #require(first.session?.id))
      try place.change { handle in
        try handle.seekToEnd()
        try handle.write(contentsOf: Data([1]))
      }
      let file = try await place.upload(rig)
      #expect(file.size == 20_000_001)
      #expect(rig.events.notices.map(\.kind) == [.startedAnew])
      #expect(place.left.isEmpty)
    }
  }

  /// A proxy's page is no reason to give a session up.
  @Test func a404ThatIsNotBoxs() async throws {
    let page = StatusAnswer(status: 404, body: "<html>not here</html>", contentType: "text/html")
    try await interrupted(faults: [Fault(on: .part, nth: 3, do: .status(page, at: .answer))]) {
      rig, place, content, error in
      #expect(error.session != nil)
      #expect(place.left.count == 1)
      let file = try await place.upload(rig)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.counters.requests(for: .create) == 1)
      #expect(!rig.counters.hasResentAcknowledgedPart)
    }
  }

  /// Two files of one name and size: the session of the one is not taken for the other's.
  @Test func theSessionOfAnotherFileLeavesNoRecord() async throws {
    try await interrupted(configure: { $0.hasSessionConflicts = true }) { rig, place, _, first in
      let other = try Place(try Content(count: 20_000_000, seed: 7))
      let error = try await failure { try await other.upload(rig) }
      #expect(error.kind == .sourceChanged)
      #expect(other.left.isEmpty)
      _ = try await place.upload(rig)
      #expect(rig.events.sessions.last?.id == first.session?.id)
    }
  }

  /// Touched, and otherwise the same: the bytes decide.
  @Test func aTouchedFileIsTheSame() async throws {
    try await interrupted { rig, place, content, _ in
      try FileManager.default.setAttributes([.modificationDate: Date.now], ofItemAtPath: place.path)
      let file = try await place.upload(rig)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.events.sessions.last?.isContinued == true)
    }
  }

  /// The process ended between the commit and its answer: the next run finds the file.
  @Test func aCommitWhoseAnswerNobodyHeard() async throws {
    let lost = [
      Fault(on: .commit, do: .loseAnswer), .status(403, on: .preflight), .status(404, on: .commit, nth: 2),
    ]
    try await interrupted(faults: lost) { rig, place, content, error in
      let parts = rig.counters.requests(for: .part)
      // As if the process had been killed before it could remove the record.
      _ = error
      let file = try await place.upload(rig)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.counters.requests(for: .part) == parts)
      #expect(rig.counters.requests(for: .create) == 1)
      #expect(place.left.isEmpty)
    }
  }

  @Test func aPlaceWhereNothingCanBeKept() async throws {
    let content = try Content.smallest.get()
    let place = try Place(content)
    try Data().write(to: URL(fileURLWithPath: place.store.directory))
    try await Rig.run { rig in
      let file = try await place.upload(rig)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.events.notices.map(\.kind) == [.notResumable])
    }
  }
}
