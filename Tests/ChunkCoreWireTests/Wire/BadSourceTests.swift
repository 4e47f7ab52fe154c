import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import ChunkTestSupport
import ChunkTransport
import Foundation
import Synchronization
import Testing

/// Sources that are not what was said of them, or do not stay what they were.
@Suite(.eachBackend) struct BadSourceTests {
  private func stream(_ data: Data) -> UploadSource {
    .stream(
      AsyncStream<Data> { continuation in
        continuation.yield(data)
        continuation.finish()
      })
  }

  @Test func aStreamThatEndsTooEarly() async throws {
    let content = try Content.smallest.get()
    try await Rig.run { rig in
      let error = try await failure {
        try await rig.manager.uploadBigFile(
          file: stream(content.data), fileName: "a", fileSize: content.count + 1, parentFolderId: "0")
      }
      #expect(error.kind == .sourceUnreadable)
      #expect(error.message.contains("\(content.count) bytes"))
      #expect(error.session?.acknowledgedBytes == Int64(4 * Rig.partSize))
      #expect(rig.counters.requests(for: .commit) == 0)
    }
  }

  @Test(arguments: [1, 4 << 20])
  func aStreamThatHasMore(extra: Int) async throws {
    let content = try Content.fiveParts.get()
    try await Rig.run { rig in
      let error = try await failure {
        try await rig.manager.uploadBigFile(
          file: stream(content.data + Data(count: extra)), fileName: "a", fileSize: content.count,
          parentFolderId: "0")
      }
      #expect(error.kind == .sourceChanged)
      #expect(error.session != nil)
      #expect(rig.counters.requests(for: .commit) == 0)
    }
  }

  /// A server that asks for parts of half a gigabyte is not given so much memory.
  @Test func aStreamWhosePartsWouldNotFitInMemory() async throws {
    try await Rig.run(configure: { $0.partSize = 512 << 20 }) { rig in
      let error = try await failure {
        try await rig.manager.uploadBigFile(
          file: stream(Data(count: 1)), fileName: "a", fileSize: 300_000_000, parentFolderId: "0")
      }
      #expect(error.kind == .malformedAnswer)
      #expect(error.message.contains("memory"))
      #expect(rig.counters.requests(for: .part) == 0)
    }
  }

  /// A failure ends the upload although the source has more to come, and takes its time.
  @Test func aFailureDoesNotWaitForAnIdleStream() async throws {
    try await Rig.run(faults: [.status(403, on: .part, times: 0)]) { rig in
      for _ in 0..<10 {
        let (stream, continuation) = AsyncStream<Data>.makeStream()
        continuation.yield(Data(count: 2 * Rig.partSize))
        let error = try await failure {
          try await rig.manager.uploadBigFile(
            file: .stream(stream), fileName: "a", fileSize: 20_000_000, parentFolderId: "0",
            options: rig.options { $0.budget = UploadBudget(concurrency: .fixed(8)) })
        }
        #expect(error.kind == .forbidden)
        continuation.finish()
      }
    }
  }

  @Test func aStreamThatFails() async throws {
    struct Broken: Error {}
    let stream = AsyncThrowingStream<Data, any Error> { continuation in
      continuation.yield(Data(count: 5_000_000))
      continuation.finish(throwing: Broken())
    }
    try await Rig.run { rig in
      let error = try await failure {
        try await rig.manager.uploadBigFile(
          file: .stream(stream), fileName: "a", fileSize: 20_000_000, parentFolderId: "0")
      }
      #expect(error.kind == .sourceUnreadable)
      #expect(error.cause is Broken)
      #expect(error.session?.acknowledgedBytes == Int64(Rig.partSize))
    }
  }

  /// What is done to the file while its third part goes up, and how that ends.
  enum Change: String, CaseIterable, Sendable {
    case appended, rewritten, touched, truncated

    func make(_ path: String) throws {
      let handle = try #require(FileHandle(forUpdatingAtPath: path))
      switch self {
      case .appended:
        try handle.seekToEnd()
        try handle.write(contentsOf: Data([1]))
      case .rewritten: try handle.write(contentsOf: Data([1, 2, 3]))
      case .touched: break
      case .truncated: try handle.truncate(atOffset: 5_000_000)
      }
      try handle.close()
      // A clock tick of the kernel may not have passed since the file was written.
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 9)], ofItemAtPath: path)
    }

    var kinds: [ChunkError.Kind] {
      self == .truncated ? [.sourceUnreadable, .sourceChanged] : [.sourceChanged]
    }
  }

  @Test(arguments: Change.allCases)
  func aFileThatChangesIsFoundBeforeTheCommit(change: Change) async throws {
    let content = try Content.smallest.get()
    let directory = try TemporaryDirectory()
    let path = directory.file("a.bin")
    try content.data.write(to: URL(fileURLWithPath: path))
    let seen = Mutex(0)
    try await Rig.run(
      before: { request in
        guard request.head.method == .put else { return }
        let number = seen.withLock { count in
          count += 1
          return count
        }
        if number == 3 { try? change.make(path) }
      },
      { rig in
        let error = try await failure {
          try await rig.manager.uploadBigFile(file: .path(path), parentFolderId: "0", options: rig.options())
        }
        #expect(change.kinds.contains(error.kind), "\(error)")
        #expect(!error.isTemporary)
        #expect(error.session?.id == rig.events.sessions.first?.id)
        #expect(rig.counters.requests(for: .commit) == 0)
        expectSoundProgress(rig.events, total: content.count, isFinished: false)
      })
  }

  /// The part was hashed, and other bytes were sent: the server's refusal is the source's fault.
  @Test func bytesThatChangeBetweenHashingAndSending() async throws {
    let content = try Content.smallest.get()
    let directory = try TemporaryDirectory()
    let path = directory.file("a.bin")
    try content.data.write(to: URL(fileURLWithPath: path))
    try await Rig.run(
      before: { request in
        guard request.head.method == .put else { return }
        let handle = FileHandle(forWritingAtPath: path)
        try? handle?.write(contentsOf: Data([9, 9, 9]))
        try? handle?.close()
      },
      { rig in
        let error = try await failure {
          try await rig.manager.uploadBigFile(file: .path(path), parentFolderId: "0", options: rig.options())
        }
        #expect(error.kind == .sourceChanged)
        #expect(error.session?.acknowledgedBytes == 0)
        #expect(rig.counters.requests(for: .part) == 1, "it is of no use to send it again")
      })
  }

  /// Going on with another file than the one that was begun.
  @Test func anotherFileThanTheOneOfTheSession() async throws {
    let content = try Content.smallest.get()
    let other = try Content(count: 20_000_000, seed: 99)
    try await Rig.run(
      faults: [Fault(on: .part, nth: 3, do: .status(StatusAnswer(status: 403), at: .answer))],
      { rig in
        let first = try await failure {
          try await rig.manager.uploadBigFile(
            file: .bytes(content.data), fileName: "a", parentFolderId: "0", options: rig.options())
        }
        #expect(first.kind == .forbidden)
        let second = try await failure {
          try await rig.manager.uploadBigFile(
            file: .bytes(other.data), fileName: "a", parentFolderId: "0",
            options: rig.options { $0.sessionId = first.session?.id })
        }
        #expect(second.kind == .sourceChanged)
        #expect(second.message.contains("offset 0"))
        #expect(rig.counters.requests(for: .part) == 3)
      })
  }
}
