import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import ChunkTestSupport
import ChunkTransportTesting
import Foundation
import Synchronization
import Testing

@testable import ChunkCore

/// An upload that is held by a value: its events, its result, and how it is ended.
@Suite(.eachBackend) struct FileUploadTests {
  private func start(_ rig: Rig, _ content: Content, _ options: UploadOptions) -> FileUpload {
    rig.manager.startUpload(
      file: .bytes(content.data), fileName: "a.bin", parentFolderId: "0", options: options)
  }

  @Test func inParallelTheEventsHaveAnOrder() async throws {
    let content = try Content.smallest.get()
    try await Rig.run { rig in
      let upload = start(rig, content, rig.options { $0.budget = UploadBudget(concurrency: .fixed(4)) })
      let followed = EventLog()
      for await event in upload.events { followed.add(event) }
      let parts = Array(repeating: "part", count: 5)
      #expect(followed.names == ["opened"] + parts + ["committing", "finished"])
      #expect(Set(followed.parts.map(\.index)) == [0, 1, 2, 3, 4])
      #expect(rig.events.names == followed.names, "who is told, is told the same")
      #expect(followed.statistics?.totalBytes == content.count)
      let file = try await upload.file
      if case .finished(let last)? = followed.all.last {
        #expect(last == file)
      } else {
        Issue.record("the file comes last: \(followed.names)")
      }
      #expect(upload.progress?.acknowledgedBytes == content.count)
      expectSoundProgress(rig.events, total: content.count, isParallel: true)
    }
  }

  @Test func aFailureIsTheResultAndEndsTheEvents() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [.status(403, on: .part, nth: 3)]) { rig in
      let upload = start(rig, content, rig.options())
      let followed = EventLog()
      for await event in upload.events { followed.add(event) }
      let error = try await failure { try await upload.file }
      #expect(error.kind == .forbidden)
      #expect(followed.names == ["opened", "part", "part"])
      if case .statistics? = followed.all.last {} else { Issue.record("the statistics come last") }
      #expect(try await failure { try await upload.file }.kind == .forbidden, "also to who asks again")
    }
  }

  @Test func aWrongArgumentIsTheResult() async throws {
    try await Rig.run { rig in
      let upload = rig.manager.startUpload(file: .bytes(Data()), fileName: "", parentFolderId: "0")
      let error = try await failure { try await upload.file }
      #expect(error.kind == .invalidArgument)
      var events = upload.events.makeAsyncIterator()
      #expect(await events.next() == nil)
      #expect(upload.progress == nil)
      #expect(rig.counters.requests(for: .create) == 0)
    }
  }

  @Test func anUploadThatNobodyHoldsGoesOn() async throws {
    let content = try Content.smallest.get()
    try await Rig.run { rig in
      _ = start(rig, content, rig.options())
      #expect(await eventually { rig.events.names.last == "finished" })
    }
  }

  @Test(arguments: [UploadOptions.OnFailure.keep, .abort])
  func cancellingAfterTheEndChangesNothing(session: UploadOptions.OnFailure) async throws {
    let content = try Content.smallest.get()
    try await Rig.run { rig in
      let upload = start(rig, content, rig.options())
      let file = try await upload.file
      upload.cancel(session)
      #expect(try await upload.file.id == file.id)
      #expect(try await rig.download(file.id) == content.data)
      #expect(rig.counters.requests(for: .delete) == 0)
    }
  }

  @Test(arguments: [UploadOptions.OnFailure.keep, .abort])
  func theFirstCancellationDecides(session: UploadOptions.OnFailure) async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [Fault(on: .part, do: .stall(seconds: 3600, at: .answer))]) { rig in
      let upload = start(rig, content, rig.options())
      #expect(await eventually { rig.count(0).bytes > 0 })
      upload.cancel(session)
      upload.cancel(session == .keep ? .abort : .keep)
      let error = try await failure { try await upload.file }
      #expect(error.kind == .cancelled)
      if session == .keep { #expect(error.session != nil) }
      #expect(rig.counters.requests(for: .delete) == (session == .keep ? 0 : 1))
    }
  }
}
