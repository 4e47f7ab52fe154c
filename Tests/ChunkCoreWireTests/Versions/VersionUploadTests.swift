import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import ChunkTestSupport
import ChunkTransportTesting
import Foundation
import Testing

/// A new version of a file, from the arguments to the file that comes of it.
@Suite(.eachBackend) struct VersionUploadTests {
  @Test func theFileHasTheNewContent() async throws {
    let second = try Content.second.get()
    try await Rig.runWithFile(try Content.smallest.get()) { rig, first in
      let result = try await rig.uploadVersion(second, of: first)
      #expect(!result.isUnchanged)
      #expect(result.file.id == first.id)
      #expect(result.file.name == "a.bin")
      #expect(result.file.etag != first.etag)
      #expect(result.file.sha1 == second.sha1.hexadecimal)
      #expect(try await rig.download(first.id) == second.data)
      #expect(rig.counters.requests(for: .createVersion) == 1)
      #expect(rig.counters.requests(for: .create) == 0)
      let parts = Array(repeating: "part", count: 5)
      #expect(rig.events.names == ["opened", "planned"] + parts + ["committing", "finished"])
      expectSoundProgress(rig.events, total: second.count)
    }
  }

  @Test func aNewNameComesWithIt() async throws {
    try await Rig.runWithFile(try Content.smallest.get()) { rig, first in
      let result = try await rig.uploadVersion(try Content.second.get(), of: first, name: "b.bin")
      #expect(result.file.id == first.id)
      #expect(result.file.name == "b.bin")
    }
  }

  @Test func aNameThatAnotherFileHasIsAConflict() async throws {
    let content = try Content.smallest.get()
    try await Rig.runWithFile(content) { rig, first in
      let other = try await rig.manager.uploadBigFile(
        file: .bytes(content.data), fileName: "b.bin", parentFolderId: "0", options: rig.options())
      let error = try await failure { try await rig.uploadVersion(content, of: first, name: "b.bin") }
      #expect(error.kind == .conflict)
      #expect(error.answer?.error?.contextInfo?.conflicts.first?.id == other.id)
      #expect(error.session == nil)
    }
  }

  @Test func whatIsWrongWithTheArgumentsIsSaidBeforeAnyRequest() async throws {
    let content = try Content.smallest.get()
    let calls: [(id: String, name: String?, ifMatch: String?, word: String)] = [
      ("", nil, nil, "file"), ("../1", nil, nil, "../1"), ("1/2", nil, nil, "1/2"), ("1", "", nil, "empty"),
      ("1", "a/b", nil, "slash"), ("1", nil, "", "etag"), ("1", nil, "1\r\nX: y", "etag"),
    ]
    try await Rig.run { rig in
      for call in calls {
        let error = try await failure {
          try await rig.manager.uploadBigFileVersion(
            fileId: call.id, file: .bytes(content.data), fileName: call.name, ifMatch: call.ifMatch,
            options: rig.options())
        }
        #expect(error.kind == .invalidArgument)
        #expect(error.message.contains(call.word), "\(error)")
      }
      let small = try await failure {
        try await rig.manager.uploadBigFileVersion(
          fileId: "1", file: .bytes(Data(count: 19_999_999)), options: rig.options())
      }
      #expect(small.kind == .invalidArgument)
      #expect(rig.counters.requests.isEmpty)
    }
  }

  @Test func aFileThatIsUnknownIsNotFound() async throws {
    try await Rig.run { rig in
      let error = try await failure {
        try await rig.uploadVersion(try Content.smallest.get(), of: FileFull(id: "404"))
      }
      #expect(error.kind == .notFound)
      #expect(error.session == nil)
    }
  }

  /// The session that the service names is gone on with, as that of a new file is.
  @Test func aSessionThatIsOpenAlreadyIsGoneOnWith() async throws {
    let second = try Content.second.get()
    try await Rig.runWithFile(
      try Content.smallest.get(), faults: [.status(403, on: .part, nth: 3)],
      configure: { $0.hasSessionConflicts = true }
    ) { rig, first in
      let error = try await failure { try await rig.uploadVersion(second, of: first) }
      let result = try await rig.uploadVersion(second, of: first)
      #expect(result.file.sha1 == second.sha1.hexadecimal)
      #expect(rig.events.sessions.map(\.id) == [error.session?.id, error.session?.id])
      #expect(!rig.counters.hasResentAcknowledgedPart)
    }
  }

  /// Whoever names the session has to name the file, and may err.
  @Test func aSessionOfAnotherFileIsNoticed() async throws {
    let content = try Content.smallest.get()
    try await Rig.runWithFile(content) { rig, first in
      let other = try await rig.manager.uploadBigFile(
        file: .bytes(content.data), fileName: "b.bin", parentFolderId: "0", options: rig.options())
      let session = try await rig.manager.createFileUploadSessionForExistingFile(
        fileId: other.id ?? "", fileSize: content.count)
      let error = try await failure {
        try await rig.uploadVersion(content, of: first, rig.options { $0.sessionId = session.id })
      }
      #expect(error.kind == .integrity)
      #expect(error.message.contains("meant for file \(first.id ?? "")"))
    }
  }

  /// Who deleted the file, as is advised for a new one, would lose its earlier versions.
  @Test func aWrongVersionIsNoReasonToDeleteTheFile() async throws {
    try await Rig.runWithFile(
      try Content.smallest.get(), faults: [Fault(on: .commit, do: .wrongSHA1)]
    ) { rig, first in
      let error = try await failure { try await rig.uploadVersion(try Content.second.get(), of: first) }
      #expect(error.kind == .integrity)
      #expect(error.remedy.contains("versions"))
      #expect(!error.remedy.lowercased().contains("delete"))
    }
  }

  @Test func aVersionCanBeHeldByAValue() async throws {
    let second = try Content.second.get()
    try await Rig.runWithFile(try Content.smallest.get()) { rig, first in
      let upload = rig.manager.startVersionUpload(
        fileId: first.id ?? "", file: .bytes(second.data), options: rig.options())
      let followed = EventLog()
      for await event in upload.events { followed.add(event) }
      #expect(followed.names.last == "finished")
      let file = try await upload.file
      #expect(file.sha1 == second.sha1.hexadecimal)

      let wrong = rig.manager.startVersionUpload(fileId: "", file: .bytes(second.data))
      let error = try await failure { try await wrong.file }
      #expect(error.kind == .invalidArgument)
    }
  }

  @Test(arguments: [UploadOptions.OnFailure.keep, .abort])
  func cancellingLeavesTheFileAsItIs(session: UploadOptions.OnFailure) async throws {
    let content = try Content.smallest.get()
    try await Rig.runWithFile(
      content, faults: [Fault(on: .part, nth: 2, do: .stall(seconds: 3600, at: .answer))]
    ) { rig, first in
      let upload = rig.manager.startVersionUpload(
        fileId: first.id ?? "", file: .bytes(try Content.second.get().data), options: rig.options())
      #expect(await eventually { rig.events.parts.count == 1 })
      upload.cancel(session)
      let error = try await failure { try await upload.file }
      #expect(error.kind == .cancelled)
      #expect((error.session == nil) == (session == .abort))
      #expect(try await rig.file(first.id).sha1 == content.sha1.hexadecimal)
    }
  }
}
