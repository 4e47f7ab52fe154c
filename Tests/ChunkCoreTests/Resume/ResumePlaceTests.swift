import ChunkTestSupport
import Foundation
import Testing

@testable import ChunkCore

/// Places where no record can be kept, or that are not safe from others.
@Suite struct ResumePlaceTests {
  @Test func aFileWhereTheDirectoryShouldBe() throws {
    let folder = try StateFolder()
    let file = try folder.outside.write([], to: "file")
    for path in [file, file + "/below"] {
      let error = try resumeFailure(.unavailable) { try FileResumeStore(directory: path).open(.sample) }
      #expect(error.path == path)
      #expect(error.message.contains("irectory"))
    }
    _ = try resumeFailure(.unavailable) { try FileResumeStore(directory: file).uploads() }
  }

  /// Where not even root may write.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self")))
  func aFileSystemThatIsReadOnly() throws {
    for path in ["/proc/self/state", "/proc/self/fdinfo"] {
      let error = try resumeFailure(.unavailable) { try FileResumeStore(directory: path).open(.sample) }
      #expect(error.path.hasPrefix(path))
    }
  }

  @Test(arguments: ["", "a\u{0}b"]) func aPathThatIsNone(path: String) throws {
    _ = try resumeFailure(.unavailable) { try FileResumeStore(directory: path).open(.sample) }
  }

  @Test func aLinkThatLeadsNowhere() throws {
    let folder = try StateFolder()
    try FileManager.default.createSymbolicLink(atPath: folder.path, withDestinationPath: "/nowhere/at/all")
    _ = try resumeFailure(.unavailable) { try folder.store.open(.sample) }
  }

  @Test func aDirectoryThatOthersCanWriteTo() throws {
    let folder = try StateFolder()
    try folder.makePrivate()
    for mode: mode_t in [0o777, 0o720, 0o702] {
      chmod(folder.path, mode)
      let error = try resumeFailure(.unavailable) { try folder.store.open(.sample) }
      #expect(error.remedy.contains("chmod 700"))
    }
    chmod(folder.path, 0o755)
    try folder.begin()
  }

  @Test(.enabled(if: geteuid() == 0)) func whatBelongsToAnotherUser() throws {
    let folder = try StateFolder()
    try folder.begin()
    chown(folder.file("\(ResumeKey.sample.id).state"), 1234, 1234)
    let entry = try folder.store.open(.sample)
    let error = try resumeFailure(.unavailable) { try entry.read() }
    #expect(error.message.contains("another user"))
    _ = try resumeFailure(.unavailable) { try entry.write(.sample()) }
    chown(folder.path, 1234, 1234)
    _ = try resumeFailure(.unavailable) { try folder.store.open(.sample) }
  }

  @Test func aRecordThatOthersCanRead() throws {
    let folder = try StateFolder()
    try folder.begin()
    chmod(folder.file("\(ResumeKey.sample.id).state"), 0o644)
    let entry = try folder.store.open(.sample)
    let error = try resumeFailure(.unavailable) { try entry.read() }
    #expect(error.remedy.contains("chmod 600"))
  }

  /// What else may have the name of a record, of its lock, or of the next record.
  @Test(arguments: ["state", "lock", "tmp"], ["link", "directory", "pipe"])
  func aNameThatIsNoFile(suffix: String, thing: String) throws {
    let folder = try StateFolder()
    let record = try folder.begin()
    let target = try folder.outside.write(Array("precious".utf8), to: "target")
    chmod(target, 0o600)
    let path = folder.file("\(record.key.id).\(suffix)")
    unlink(path)
    switch thing {
    case "link": symlink(target, path)
    case "directory": mkdir(path, 0o700)
    default: mkfifo(path, 0o600)
    }
    func use() throws {
      let entry = try folder.store.open(.sample)
      if suffix == "state" { _ = try resumeFailure(.unavailable) { try entry.read() } }
      try entry.write(record)
    }
    if suffix == "tmp" && thing != "directory" {
      try use()  // it is only removed
    } else {
      let error = try resumeFailure(.unavailable, of: use)
      #expect(error.path == path)
    }
    #expect(try String(contentsOfFile: target, encoding: .utf8) == "precious")
  }

  @Test func aFileThatIsMuchTooLarge() throws {
    let folder = try StateFolder()
    let record = try folder.begin()
    try #require(truncate(folder.file("\(record.key.id).state"), 1 << 40) == 0)
    let entry = try folder.store.open(.sample)
    _ = try resumeFailure(.torn) { try entry.read() }
  }

  /// As on a full disk: the record before stays, and nothing half-written is left beside it.
  @Test func aRecordThatCannotBeWritten() async {
    await #expect(processExitsWith: .success) { try Self.writeWithoutRoom() }
  }

  private static func writeWithoutRoom() throws {
    signal(SIGXFSZ, SIG_IGN)
    let folder = try StateFolder()
    let record = try folder.begin()
    let entry = try folder.store.open(.sample)
    var before = rlimit()
    getrlimit(fileSize, &before)
    var small = before
    small.rlim_cur = 100
    setrlimit(fileSize, &small)
    let error = try resumeFailure(.unavailable) { try entry.write(.sample()) }
    setrlimit(fileSize, &before)
    #expect(error.message.contains("cannot write it"))
    #expect(try entry.read() == record)
    #expect(try folder.names == ["\(record.key.id).lock", "\(record.key.id).state"])
    var bad = record
    bad.updatedAt = Date(timeIntervalSince1970: .nan)
    _ = try resumeFailure(.unavailable) { try entry.write(bad) }
    #expect(try entry.read() == record)
  }

  #if canImport(Glibc)
    private static let fileSize = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
  #else
    private static let fileSize = RLIMIT_FSIZE
  #endif
}
