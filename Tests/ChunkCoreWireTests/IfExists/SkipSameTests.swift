import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import Foundation
import Testing

/// A name that is taken, and a source that is compared with what is there.
@Suite struct SkipSameTests {
  @Test func theSameContentIsNotSent() async throws {
    let content = try Content.smallest.get()
    try await Rig.runWithFile(content) { rig, first in
      let result = try await rig.upload(content, .skipSame)
      #expect(result == UploadResult(file: first, outcome: .unchanged))
      #expect(rig.counters.requests(for: .create) == 1)
      #expect(rig.counters.requests(for: .part) == 0)
      #expect(rig.events.names == ["taken", "unchanged", "finished"])
      #expect(rig.events.taken.map(\.consequence) == [.comparing])
      #expect(rig.events.taken.first?.item.id == first.id)
      #expect(rig.events.progress.last?.acknowledgedBytes == content.count)
      #expect(rig.events.statistics?.skippedBytes == content.count)
      #expect(rig.events.statistics?.wireBytes == 0)
    }
  }

  @Test func aFreeNameIsANewFile() async throws {
    try await Rig.run { rig in
      let result = try await rig.upload(try Content.smallest.get(), .skipSame)
      #expect(result.outcome == .done)
      #expect(rig.events.taken.isEmpty)
    }
  }

  @Test func otherContentIsAConflictThatSaysSo() async throws {
    let second = try Content.second.get()
    try await Rig.runWithFile(try Content.smallest.get()) { rig, first in
      let error = try await failure { try await rig.upload(second, .skipSame) }
      #expect(error.kind == .conflict)
      #expect(error.conflict?.id == first.id)
      #expect(error.conflict?.sha1 == first.sha1)
      #expect(error.message.contains("differs"))
      #expect(error.message.contains(first.sha1 ?? "?"))
      #expect(error.message.contains(second.sha1.hexadecimal))
      #expect(error.session == nil)
      #expect(rig.counters.requests(for: .part) == 0)
    }
  }

  /// Nothing is read for it, neither here nor there.
  @Test func anotherSizeDecidesAtOnce() async throws {
    try await Rig.runWithFile(try Content.smallest.get()) { rig, first in
      let error = try await failure { try await rig.upload(try Content(count: 20_000_001), .skipSame) }
      #expect(error.kind == .conflict)
      #expect(error.message.contains("20000000 bytes"))
      #expect(error.message.contains("20000001 bytes"))
      #expect(rig.counters.requests(for: .file) == 0)
    }
  }

  @Test func whatTheRefusalDoesNotSayIsAskedFor() async throws {
    let content = try Content.smallest.get()
    try await Rig.runWithFile(content) { rig, first in
      for item in [#"{"id":"\#(first.id ?? "")"}"#, #"[{"type":"file","id":"\#(first.id ?? "")"}]"#] {
        rig.emulator.setFaults([.taken(by: item, on: .create)])
        #expect(try await rig.upload(content, .skipSame).file == first)
      }
      rig.emulator.setFaults([.taken(by: "{}", on: .create)])
      let error = try await failure { try await rig.upload(content, .skipSame) }
      #expect(error.kind == .conflict)
    }
  }

  /// A token for uploads alone sees no more of the file than the refusal has.
  @Test func aTokenThatMayNotReadIsEnough() async throws {
    let content = try Content.smallest.get()
    try await Rig.runWithFile(content, faults: [.status(403, on: .file, times: 0)]) { rig, first in
      let result = try await rig.upload(content, .skipSame)
      #expect(result.outcome == .unchanged)
      #expect(result.file.id == first.id)
      #expect(result.file.sha1 == first.sha1)
      #expect(result.file.size == first.size)
      let error = try await failure { try await rig.upload(try Content.second.get(), .skipSame) }
      #expect(error.kind == .conflict)
    }
  }

  @Test func aFolderIsNoSuchFile() async throws {
    try await Rig.run { rig in
      try await rig.makeFolder("a.bin")
      for choice in [UploadOptions.IfExists.skipSame, .version] {
        let error = try await failure { try await rig.upload(try Content.smallest.get(), choice) }
        #expect(error.kind == .conflict)
        #expect(error.conflict?.type == .folder)
        #expect(error.message.contains("folder"))
        #expect(error.remedy.contains("rename"))
      }
    }
  }

  @Test func aStreamIsRefusedBeforeAnythingIsSent() async throws {
    try await Rig.run { rig in
      let stream = AsyncStream<[UInt8]> { $0.finish() }
      let error = try await failure {
        try await rig.manager.uploadBigFile(
          file: .stream(stream), fileName: "a.bin", fileSize: 20_000_000, parentFolderId: "0",
          options: rig.options { $0.ifExists = .skipSame })
      }
      #expect(error.kind == .invalidArgument)
      #expect(error.message.contains("skip-same"))
      #expect(rig.counters.requests.isEmpty)
    }
  }
}
