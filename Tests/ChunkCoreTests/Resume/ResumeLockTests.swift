import ChunkTestSupport
import Foundation
import Testing

@testable import ChunkCore

/// One upload at a time, whoever tries.
@Suite struct ResumeLockTests {
  @Test func aSecondCallInTheSameProcessIsTurnedAway() throws {
    let folder = try StateFolder()
    let entry = try folder.store.open(.sample)
    let error = try resumeFailure(.locked) { try folder.store.open(.sample) }
    #expect(error.processId == getpid())
    #expect(error.message.contains("Another call in this process"))
    var other = ResumeKey.sample
    other.folderId = "1"
    #expect(try folder.store.open(other).read() == nil)
    entry.close()
    entry.close()
    #expect(try folder.store.open(.sample).read() == nil)
  }

  /// Somebody takes the lock's file for a leftover, and the next process begins with the same upload.
  @Test func aLockThatWasTakenAwayCountsNoMore() throws {
    let folder = try StateFolder()
    let first = try folder.store.open(.sample)
    try first.write(.sample())
    unlink(folder.file("\(ResumeKey.sample.id).lock"))
    let second = try folder.store.open(.sample)
    let record = ResumeRecord.sample()
    try second.write(record)
    let error = try resumeFailure(.unavailable) { try first.write(.sample()) }
    #expect(error.message.contains("lock was removed"))
    try first.remove()
    #expect(try second.read() == record)
    _ = try resumeFailure(.locked) { try folder.store.open(.sample) }
    try second.remove()
    #expect(try folder.names.isEmpty)
  }

  @Test func anotherProcessIsNamed() async throws {
    let folder = try StateFolder()
    try folder.begin()
    let id = ResumeKey.sample.id
    // As the store does it: the lock is on the file, the process id in it.
    let process = ChildProcess()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      """
      import fcntl, os, sys
      file = open(sys.argv[1], "w")
      os.chmod(sys.argv[1], 0o600)
      fcntl.flock(file, fcntl.LOCK_EX)
      print(os.getpid(), file=file, flush=True)
      print("locked", flush=True)
      sys.stdin.read()
      """, folder.file("\(id).lock"),
    ]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    _ = try await blocking { output.fileHandleForReading.availableData }
    let error = try resumeFailure(.locked) { try folder.store.open(.sample) }
    #expect(error.processId == process.processIdentifier)
    #expect(error.message.contains("Process \(process.processIdentifier) is"))
    #expect(error.path == folder.file("\(id).lock"))
    let listed = try #require(try folder.store.uploads().first)
    #expect(listed.isLocked)
    #expect(listed.processId == process.processIdentifier)
    _ = try resumeFailure(.locked) { try folder.store.entry(id: id) }
    kill(process.processIdentifier, SIGKILL)
    try await blocking { process.waitUntilExit() }
    // The system has taken the lock back, though the file is still there.
    #expect(try folder.store.uploads().first?.isLocked == false)
    try folder.store.open(.sample).remove()
    #expect(try folder.names.isEmpty)
  }

  /// A list takes the lock of what it looks at for an instant; that may not turn an upload away.
  @Test func whoeverLooksStopsNobody() throws {
    let folder = try StateFolder()
    let record = try folder.begin()
    try folder.put([], as: "\(record.key.id).lock")
    let descriptor = open(folder.file("\(record.key.id).lock"), O_RDONLY | O_CLOEXEC)
    try #require(flock(descriptor, LOCK_SH | LOCK_NB) == 0)
    Thread.detachNewThread {
      usleep(10_000)
      flock(descriptor, LOCK_UN)
      close(descriptor)
    }
    #expect(try folder.store.open(.sample).read() == record)
  }

  /// Opening and removing at the same time, in two processes with three threads each. A file outside the
  /// store tells whether two of them ever believed to have the lock.
  @Test func twoNeverHaveTheLock() async throws {
    let folder = try StateFolder()
    let (path, mark) = (folder.path, folder.outside.file("mark"))
    async let first: Void = contendElsewhere(path, mark)
    async let second: Void = contendElsewhere(path, mark)
    _ = await (first, second)
    #expect(try folder.names.isEmpty)
  }

  private func contendElsewhere(_ path: String, _ mark: String) async {
    await #expect(processExitsWith: .success) { [path, mark] in
      try await ResumeLockTests.contend(path, mark)
    }
  }

  private static func contend(_ path: String, _ mark: String) async throws {
    try await withThrowingTaskGroup { group in
      for _ in 0..<3 {
        group.addTask { try await blocking { try openAndRemove(path, mark) } }
      }
      var taken = 0
      for try await count in group { taken += count }
      #expect(taken > 0)
    }
  }

  private static func openAndRemove(_ path: String, _ mark: String) throws -> Int {
    let store = FileResumeStore(directory: path)
    var taken = 0
    for _ in 0..<150 {
      let entry: any ResumeEntry
      do throws(ResumeError) {
        entry = try store.open(.sample)
      } catch {
        guard error.kind == .locked else { throw error }
        continue
      }
      let descriptor = open(mark, O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw BothHaveIt() }
      close(descriptor)
      guard try entry.read() == nil else { throw BothHaveIt() }
      try entry.write(.sample())
      unlink(mark)
      try entry.remove()
      taken += 1
    }
    return taken
  }

  private struct BothHaveIt: Error {}
}
