import ChunkTestSupport
import Foundation
import Testing

@testable import ChunkCore

/// Records in a directory: written, read, removed, by one process.
@Suite struct ResumeStoreTests {
  @Test func aLaterProcessFindsTheRecord() throws {
    let folder = try StateFolder()
    let entry = try folder.store.open(.sample)
    #expect(try entry.read() == nil)
    var record = ResumeRecord.sample()
    try entry.write(record)
    #expect(try entry.read() == record)
    record.commit = CommitProgress(sha1: "b")
    try entry.write(record)
    entry.close()
    #expect(try folder.names == ["\(record.key.id).state"])
    #expect(try FileResumeStore(directory: folder.path).open(.sample).read() == record)
  }

  @Test func onlyTheOwnerMayLook() throws {
    let folder = try StateFolder()
    let entry = try folder.store.open(.sample)
    try entry.write(.sample())
    for (name, mode) in [("", 0o700), (".state", 0o600), (".lock", 0o600)] {
      let path = name.isEmpty ? folder.path : folder.file(ResumeKey.sample.id + name)
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == mode)
    }
  }

  @Test func nothingIsMadeBeforeTheFirstUpload() throws {
    let folder = try StateFolder()
    #expect(try folder.store.uploads().isEmpty)
    #expect(try folder.store.entry(id: ResumeKey.sample.id) == nil)
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test func aRemovedRecordLeavesNothing() throws {
    let folder = try StateFolder()
    try folder.begin()
    let entry = try folder.store.open(.sample)
    try entry.remove()
    #expect(try folder.names.isEmpty)
    entry.close()
    for use in [{ _ = try entry.read() }, { try entry.write(.sample()) }, { try entry.remove() }] {
      _ = try resumeFailure(.unavailable, of: use)
    }
    #expect(try folder.names.isEmpty)
  }

  @Test func anUploadThatNeverBeganLeavesNothing() throws {
    let folder = try StateFolder()
    try folder.store.open(.sample).close()
    _ = try folder.store.open(.sample)  // gone at once, and closed with that
    #expect(try folder.names.isEmpty)
  }

  /// Whatever a killed process has left of the next record, the one before counts, and the rest goes.
  @Test func whatAKilledProcessLeavesIsClearedAway() throws {
    let folder = try StateFolder()
    let record = try folder.begin()
    let next = try ResumeFormat.bytes(of: .sample())
    for count in [0, 1, next.count / 2, next.count] {
      try folder.put(Array(next[..<count]), as: "\(record.key.id).tmp")
      try folder.put(Array("999999999\n".utf8), as: "\(record.key.id).lock")
      let entry = try folder.store.open(.sample)
      #expect(try entry.read() == record)
      #expect(try folder.names == ["\(record.key.id).lock", "\(record.key.id).state"])
    }
    #expect(try folder.names == ["\(record.key.id).state"])
  }

  /// Killed while it does nothing but write: either record is there, whole.
  @Test(arguments: [5, 20, 40]) func aRecordOutlivesKill(milliseconds: Int) async throws {
    let folder = try StateFolder()
    try folder.begin()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String, milliseconds] in
      let entry = try FileResumeStore(directory: path).open(.sample)
      Thread.detachNewThread {
        usleep(UInt32(milliseconds) * 1000)
        kill(getpid(), SIGKILL)
      }
      while true { try entry.write(.sample()) }
    }
    let entry = try folder.store.open(.sample)
    #expect(try entry.read()?.key == .sample)
    #expect(try folder.names == ["\(ResumeKey.sample.id).lock", "\(ResumeKey.sample.id).state"])
  }

  @Test func aDamagedRecordIsNamedReplacedOrRemoved() throws {
    let folder = try StateFolder()
    let name = "\(ResumeKey.sample.id).state"
    try folder.put(Array("libchunk-state 1".utf8), as: name)
    let entry = try folder.store.open(.sample)
    let error = try resumeFailure(.torn) { try entry.read() }
    #expect(error.path == folder.file(name))
    #expect(error.message.contains(folder.file(name)))
    try entry.write(.sample())
    #expect(try entry.read() != nil)
    try folder.put([], as: name)
    try entry.remove()
    #expect(try folder.names.isEmpty)
  }

  @Test func aNewerRecordIsLeftAlone() throws {
    let folder = try StateFolder()
    let name = "\(ResumeKey.sample.id).state"
    let bytes = try StateFolder.bytes(version: 2)
    try folder.put(bytes, as: name)
    let entry = try folder.store.open(.sample)
    _ = try resumeFailure(.newerVersion) { try entry.write(.sample()) }
    let error = try resumeFailure(.newerVersion) { try entry.read() }
    #expect(error.version == 2)
    _ = try resumeFailure(.newerVersion) { try entry.write(.sample()) }
    entry.close()
    #expect(try folder.bytes(name) == bytes)
    #expect(try folder.names == [name])
    try folder.store.entry(id: ResumeKey.sample.id)?.remove()
    #expect(try folder.names.isEmpty)
  }

  @Test func aRecordOfAnotherUploadIsNotTaken() throws {
    let folder = try StateFolder()
    var key = ResumeKey.sample
    key.fileName = "other.img"
    try folder.put(try ResumeFormat.bytes(of: .sample(key)), as: "\(ResumeKey.sample.id).state")
    let entry = try folder.store.open(.sample)
    _ = try resumeFailure(.unavailable) { try entry.read() }
    _ = try resumeFailure(.unavailable) { try entry.write(.sample()) }
    _ = try resumeFailure(.unavailable) { try entry.write(.sample(key)) }
  }

  @Test func theUsualPlace() throws {
    func place(_ environment: [String: String]) throws -> String {
      try FileResumeStore.standard(environment: environment).directory
    }
    #expect(try place(["HOME": "/home/me"]) == "/home/me/.local/state/chunk")
    #expect(try place(["HOME": "/home/me", "XDG_STATE_HOME": "/s"]) == "/s/chunk")
    #expect(try place(["HOME": "/home/me", "XDG_STATE_HOME": "relative"]) == "/home/me/.local/state/chunk")
    #expect(try place(["HOME": "/home/me", "XDG_STATE_HOME": ""]) == "/home/me/.local/state/chunk")
    for environment in [[:], ["HOME": ""], ["HOME": "here"]] {
      _ = try resumeFailure(.unavailable) { try place(environment) }
    }
  }
}
