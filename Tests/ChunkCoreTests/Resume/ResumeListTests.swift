import ChunkTestSupport
import Foundation
import Testing

@testable import ChunkCore

/// The list of uploads that were begun, and opening one of them by its id.
@Suite struct ResumeListTests {
  @Test func everyRecordIsListedWithItsState() throws {
    let folder = try StateFolder()
    let good = try folder.begin()
    var key = ResumeKey.sample
    key.folderId = "7"
    let held = try folder.store.open(key)
    try held.write(.sample(key))
    try folder.put([1, 2, 3], as: "000000000000000a.state")
    try folder.put(try StateFolder.bytes(version: 9), as: "000000000000000b.state")
    let uploads = try folder.store.uploads()
    #expect(uploads.map(\.id) == uploads.map(\.id).sorted())
    let byId = Dictionary(uniqueKeysWithValues: uploads.map { ($0.id, $0) })
    #expect(byId.count == 4)
    #expect(byId[good.key.id]?.record == .success(good))
    #expect(byId[good.key.id]?.isLocked == false)
    #expect(byId[good.key.id]?.path == folder.file("\(good.key.id).state"))
    #expect(try byId[key.id]?.record.get().folderId == "7")
    #expect(byId[key.id]?.isLocked == true)
    #expect(byId[key.id]?.processId == getpid())
    #expect(try resumeFailure { try byId["000000000000000a"]?.record.get() }.kind == .torn)
    #expect(try resumeFailure { try byId["000000000000000b"]?.record.get() }.kind == .newerVersion)
  }

  @Test func foreignFilesAreLeftAlone() throws {
    let folder = try StateFolder()
    try folder.begin()
    let foreign = [
      "README", ".state", "x.state", "000000000000000A.state", "000000000000000a.state~",
      "000000000000000a.state.bak", "000000000000000a.lock", "000000000000000a.tmp", "äöü.state",
    ]
    for name in foreign { try folder.put([1], as: name) }
    mkdir(folder.file("folder"), 0o700)
    mkdir(folder.file("000000000000000c.state"), 0o700)
    symlink("/etc/passwd", folder.file("000000000000000d.state"))
    let uploads = try folder.store.uploads()
    #expect(
      uploads.map(\.id).sorted() == ["000000000000000c", "000000000000000d", ResumeKey.sample.id].sorted())
    for upload in uploads where upload.id != ResumeKey.sample.id {
      #expect(try resumeFailure { try upload.record.get() }.kind == .unavailable)
    }
    #expect(try folder.names.count == foreign.count + 4)
    // A link is removed, and not what it leads to.
    try folder.store.entry(id: "000000000000000d")?.remove()
    #expect(FileManager.default.fileExists(atPath: "/etc/passwd"))
    #expect(try !folder.names.contains("000000000000000d.state"))
  }

  @Test func anUploadIsOpenedByItsId() throws {
    let folder = try StateFolder()
    let record = try folder.begin()
    let entry = try #require(try folder.store.entry(id: record.key.id))
    #expect(try entry.read() == record)
    _ = try resumeFailure(.locked) { try folder.store.open(.sample) }
    var next = record
    next.commit = CommitProgress(sha1: "a")
    try entry.write(next)
    #expect(try entry.read() == next)
    var other = ResumeKey.sample
    other.folderId = "1"
    _ = try resumeFailure(.unavailable) { try entry.write(.sample(other)) }
    try entry.remove()
    #expect(try folder.names.isEmpty)
  }

  @Test(arguments: ["", "..", "../x", "000000000000000a", "/etc/passwd"])
  func thereIsNoSuchUpload(id: String) throws {
    let folder = try StateFolder()
    try folder.begin()
    #expect(try folder.store.entry(id: id) == nil)
    #expect(try folder.names.count == 1)
  }

  @Test func damagedOnesCanBeRemovedToo() throws {
    let folder = try StateFolder()
    try folder.put([1, 2, 3], as: "000000000000000a.state")
    try folder.put(try StateFolder.bytes(version: 9), as: "000000000000000b.state")
    for upload in try folder.store.uploads() { try folder.store.entry(id: upload.id)?.remove() }
    #expect(try folder.names.isEmpty)
  }

  @Test func whatAnUploadSaysOfIt() throws {
    let folder = try StateFolder()
    let entry = try folder.store.open(.sample)
    let locked = ChunkError(try resumeFailure { try folder.store.open(.sample) })
    #expect(locked.kind == .uploadInProgress)
    #expect(locked.isTemporary)
    #expect((locked.cause as? ResumeError)?.kind == .locked)
    entry.close()
    let unusable = ChunkError(try resumeFailure { try entry.read() })
    #expect(unusable.kind == .resumeStateUnusable)
    #expect(!unusable.isTemporary)
    #expect(unusable.description.contains(folder.path))
    #expect(!unusable.canGoOn)
  }
}
