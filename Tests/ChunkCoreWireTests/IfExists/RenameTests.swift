import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import Foundation
import Testing

/// A name that is taken, and a free one that is found.
@Suite struct RenameTests {
  @Test func theFirstFreeNameIsTaken() async throws {
    let second = try Content.second.get()
    try await Rig.runWithFile(try Content.smallest.get()) { rig, first in
      let result = try await rig.upload(second, .rename)
      #expect(result.outcome == .renamed)
      #expect(result.file.name == "a (1).bin")
      #expect(try await rig.download(result.file.id) == second.data)
      #expect(try await rig.file(first.id) == first)
      #expect(rig.events.names.prefix(3) == ["taken", "opened", "part"])
      #expect(rig.events.taken.first?.item.id == first.id)
      #expect(rig.events.taken.first?.newName == "a (1).bin")

      try await rig.makeFolder("a (2).bin")
      #expect(try await rig.upload(second, .rename).file.name == "a (3).bin")
      #expect(rig.events.taken.map(\.newName) == ["a (1).bin", "a (3).bin"])
    }
  }

  @Test func aFolderTakesANameToo() async throws {
    try await Rig.run { rig in
      try await rig.makeFolder("a.bin")
      #expect(try await rig.upload(try Content.smallest.get(), .rename).file.name == "a (1).bin")
    }
  }

  @Test func afterAHundredNamesItIsEnough() async throws {
    try await Rig.run(faults: [.status(409, "item_name_in_use", on: .create, times: 0)]) { rig in
      let error = try await failure { try await rig.upload(try Content.smallest.get(), .rename) }
      #expect(error.kind == .conflict)
      #expect(error.message.contains("'a (100).bin'"))
      #expect(rig.counters.requests(for: .create) == 101)
    }
  }

  /// Another request has the name for a moment: that passes.
  @Test func aNameThatIsReservedIsWaitedFor() async throws {
    try await Rig.run(faults: [.status(409, "name_temporarily_reserved", on: .create, times: 2)]) { rig in
      let result = try await rig.upload(try Content.smallest.get(), .rename)
      #expect(result.outcome == .done)
      #expect(rig.events.retries.count == 2)
    }
  }

  /// Both have opened their sessions before one of them has made its file.
  @Test(arguments: [false, true], [1, 4])
  func twoAtOnceEndWithTwoNames(hasSessionConflicts: Bool, parallel: Int) async throws {
    let contents = [
      try Content.smallest.get(), try Content.second.get(), try Content(count: 20_000_000, seed: 3),
    ]
    try await Rig.run(configure: { $0.hasSessionConflicts = hasSessionConflicts }) { rig in
      let files = try await withThrowingTaskGroup(of: (Int, FileFull).self) { group in
        for (index, content) in contents.enumerated() {
          group.addTask {
            let options = rig.options {
              $0.ifExists = .rename
              $0.budget = UploadBudget(concurrency: .fixed(parallel))
            }
            return (index, try await rig.upload(content, options))
          }
        }
        return try await group.reduce(into: [Int: FileFull]()) { $0[$1.0] = $1.1 }
      }
      #expect(Set(files.values.map(\.name)) == ["a.bin", "a (1).bin", "a (2).bin"])
      for (index, content) in contents.enumerated() {
        #expect(files[index]?.sha1 == content.sha1.hexadecimal)
      }
      #expect(try await rig.names().count == 3)
    }
  }
}
