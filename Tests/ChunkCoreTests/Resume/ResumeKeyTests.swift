import ChunkTestSupport
import ChunkTransport
import Foundation
import Testing

@testable import ChunkCore

/// What a record is found by, and what it says of the source.
@Suite struct ResumeKeyTests {
  /// The names of files that other versions have written: they may never change.
  @Test func idsStayAsTheyAre() throws {
    #expect(ResumeKey.sample.id == "bb55d72959f9906a")
    #expect(ResumeKey.isId(ResumeKey.sample.id))
    #expect(ResumeKey.sampleOfVersion.id == "ec5f12d669016ee1")
  }

  @Test func everyFieldCounts() {
    let key = ResumeKey(uploadURL: "a", folderId: "b", fileName: "c", sourcePath: "d")
    var keys = [key]
    for (path, value) in [
      (\ResumeKey.uploadURL, "ab"), (\.folderId, "bc"), (\.fileName, "cd"), (\.sourcePath, "e"),
    ] {
      var other = key
      other[keyPath: path] = value
      keys.append(other)
    }
    // The same letters with other boundaries.
    keys.append(ResumeKey(uploadURL: "ab", folderId: "", fileName: "c", sourcePath: "d"))
    keys.append(ResumeKey(uploadURL: "", folderId: "ab", fileName: "c", sourcePath: "d"))
    keys.append(ResumeKey(uploadURL: "a", folderId: "b", fileName: "cd", sourcePath: ""))
    keys += [nil, "c"].map { ResumeKey(uploadURL: "a", fileId: "b", newName: $0, sourcePath: "d") }
    keys.append(ResumeKey(uploadURL: "a", fileId: "bc", newName: nil, sourcePath: "d"))
    keys.append(ResumeKey(uploadURL: "a", folderId: "", fileName: "c", sourcePath: "d"))
    #expect(Set(keys.map(\.id)).count == keys.count)
  }

  @Test(arguments: [
    "", "0123456789abcde", "0123456789abcdef0", "0123456789ABCDEF", "../../etc/passwd", "0123456789abcdé",
  ])
  func whatIsNoId(text: String) { #expect(!ResumeKey.isId(text)) }

  @Test func aFilesIdentityChangesWithTheFile() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write([1, 2, 3])
    let before = SourceIdentity(try OpenFile(path: path).status())
    #expect(before == SourceIdentity(try OpenFile(path: path).status()))
    #expect(before.size == 3)
    #expect(before.inode != 0)
    let other = SourceIdentity(try OpenFile(path: try directory.write([1, 2, 3], to: "other")).status())
    #expect(other.inode != before.inode)
    #expect(other.device == before.device)
    var times = [timespec(tv_sec: -1, tv_nsec: 1), timespec(tv_sec: 1, tv_nsec: 999_999_999)]
    try #require(utimensat(AT_FDCWD, path, times, 0) == 0)
    #expect(SourceIdentity(try OpenFile(path: path).status()).modified == 1_999_999_999)
    times[1] = timespec(tv_sec: -2, tv_nsec: 500_000_000)
    try #require(utimensat(AT_FDCWD, path, times, 0) == 0)
    #expect(SourceIdentity(try OpenFile(path: path).status()).modified == -1_500_000_000)
  }
}
