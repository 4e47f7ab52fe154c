import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import Foundation
import Testing

/// A name that was free when the session was opened, and is taken when it is committed.
@Suite struct TakenAtCommitTests {
  private typealias Place = ResumingTests.Place

  /// Interrupts an upload, lets another file take its name, and goes on.
  private func late(
    _ choice: UploadOptions.IfExists, other: Content, faults: [Fault] = [],
    configure: (inout EmulatorConfiguration) -> Void = { _ in },
    _ body:
      @Sendable (Rig, ResumingTests.Place, _ other: FileFull, _ session: String, FileUpload) async throws ->
      Void
  ) async throws {
    let place = try Place(try Content.smallest.get())
    try await Rig.run(faults: [.status(403, on: .part, nth: 3)], configure: configure) { rig in
      let error = try await failure { try await place.upload(rig) { $0.ifExists = choice } }
      rig.emulator.setFaults([])
      let file = try await rig.upload(other)
      rig.emulator.setFaults(faults)
      rig.emulator.resetCounters()
      let upload = rig.manager.startUpload(
        file: .path(place.path), parentFolderId: "0",
        options: rig.options {
          $0.ifExists = choice
          $0.resumeStore = place.store
        })
      try await body(rig, place, file, try #require(error.session?.id), upload)
    }
  }

  private func isOpen(_ session: String, _ rig: Rig) async throws -> Bool {
    do {
      _ = try await rig.manager.getFileUploadSessionById(uploadSessionId: session)
      return true
    } catch {
      guard error.kind == .sessionGone else { throw error }
      return false
    }
  }

  @Test func theOtherFileGetsAVersion() async throws {
    let content = try Content.smallest.get()
    try await late(.version, other: try Content.second.get()) { rig, place, other, session, upload in
      let result = try await upload.result
      #expect(result.outcome == .newVersion)
      #expect(result.file.id == other.id)
      #expect(try await rig.download(other.id) == content.data)
      #expect(rig.events.notices.map(\.kind) == [.startedAnew])
      #expect(rig.events.notices.first?.message.contains(session) == true)
      #expect(rig.events.taken.map(\.item.id) == [other.id])
      #expect(try await isOpen(session, rig) == false)
      #expect(place.left.isEmpty)
      let acknowledged = rig.events.progress.map(\.acknowledgedBytes)
      #expect(acknowledged.max() == content.count)
      // The parts of the first session are found by their content.
      #expect(rig.counters.requests(for: .part) == 3)
    }
  }

  @Test func aFreeNameIsFound() async throws {
    let content = try Content.smallest.get()
    try await late(.rename, other: try Content.second.get()) { rig, place, other, session, upload in
      let result = try await upload.result
      #expect(result.outcome == .renamed)
      #expect(result.file.name == "a (1).bin")
      #expect(try await rig.download(result.file.id) == content.data)
      #expect(try await rig.file(other.id) == other)
      #expect(rig.counters.requests(for: .part) == 3)
      #expect(try await isOpen(session, rig) == false)
      #expect(place.left.isEmpty)
    }
  }

  /// A service that does not say what it holds gets all of it once more.
  @Test func withoutPlansAllPartsGoAgain() async throws {
    try await late(.rename, other: try Content.second.get(), configure: { $0.hasPlans = false }) {
      rig, place, other, session, upload in
      let file = try await upload.file
      #expect(file.name == "a (1).bin")
      #expect(rig.counters.requests(for: .part) == 3 + 5)
      #expect(try await isOpen(session, rig) == false)
      let acknowledged = rig.events.progress.map(\.acknowledgedBytes)
      #expect(acknowledged.max() == 20_000_000)
    }
  }

  @Test func theSameContentNeedsNoSecondFile() async throws {
    let content = try Content.smallest.get()
    try await late(.skipSame, other: content) { rig, place, other, session, upload in
      let result = try await upload.result
      #expect(result == UploadResult(file: other, outcome: .unchanged))
      #expect(try await isOpen(session, rig) == false)
      #expect(place.left.isEmpty)
    }
  }

  @Test func otherContentLeavesTheSession() async throws {
    try await late(.skipSame, other: try Content.second.get()) { rig, place, other, session, upload in
      let error = try await failure { try await upload.file }
      #expect(error.kind == .conflict)
      #expect(error.conflict?.id == other.id)
      #expect(error.message.contains("differs"))
      #expect(error.session?.id == session)
      #expect(error.session?.acknowledgedBytes == 20_000_000)
      #expect(try await isOpen(session, rig) == true)
      // The same upload goes on under another choice.
      let file = try await place.upload(rig) { $0.ifExists = .version }
      #expect(file.id == other.id)
      #expect(try await isOpen(session, rig) == false)
    }
  }

  /// What fails after it leaves the second session, and says that the first is there as well.
  @Test func aSecondSessionThatFails() async throws {
    let stop = Fault.status(403, on: .create)
    try await late(.rename, other: try Content.second.get(), faults: [stop]) {
      rig, place, _, session, upload in
      let error = try await failure { try await upload.file }
      #expect(error.kind == .forbidden)
      #expect(error.session?.id == session)
      let full = Fault.status(403, "storage_limit_exceeded", on: .commit, nth: 2)
      rig.emulator.setFaults([full])
      let later = try await failure { try await place.upload(rig) { $0.ifExists = .rename } }
      #expect(later.kind == .storageFull)
      #expect(later.session?.id != session)
      #expect(later.message.contains(session))
      #expect(try await isOpen(session, rig) == true)
      rig.emulator.setFaults([])
      #expect(try await place.upload(rig) { $0.ifExists = .rename }.name == "a (1).bin")
      #expect(place.left.isEmpty)
    }
  }

  @Test func bothSessionsAreAbortedIfThatIsAsked() async throws {
    let place = try Place(try Content.smallest.get())
    try await Rig.runWithFile(
      try Content.second.get(),
      faults: [
        .taken(by: #"{"type":"file","id":"7"}"#, on: .commit),
        .status(403, "storage_limit_exceeded", on: .commit, nth: 2),
      ]
    ) { rig, _ in
      let error = try await failure {
        try await place.upload(rig) {
          $0.ifExists = .rename
          $0.onFailure = .abort
        }
      }
      #expect(error.kind == .storageFull)
      #expect(error.session == nil)
      #expect(rig.events.sessions.count == 2)
      #expect(Set(rig.events.aborted) == Set(rig.events.sessions.map(\.id)))
      #expect(place.left.isEmpty)
    }
  }

  /// A stream's bytes are gone: its session is all there is.
  @Test func aStreamKeepsItsSession() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [.taken(by: #"{"type":"file","id":"7","etag":"0"}"#, on: .commit)]) { rig in
      let stream = AsyncStream<Data> { continuation in
        continuation.yield(content.data)
        continuation.finish()
      }
      let error = try await failure {
        try await rig.manager.uploadBigFile(
          file: .stream(stream), fileName: "a.bin", fileSize: content.count, parentFolderId: "0",
          options: rig.options { $0.ifExists = .rename })
      }
      #expect(error.kind == .conflict)
      #expect(error.message.contains("a stream is read only once"))
      #expect(error.session?.acknowledgedBytes == content.count)
      #expect(try await isOpen(error.session?.id ?? "", rig))
    }
  }
}
