import ChunkDigest
import ChunkModels
import Foundation
import Synchronization
import Testing

@testable import ChunkEmulator

@Suite final class StoreTests {
  private let directory = FileManager.default.temporaryDirectory.path + "/chunk-store-\(UUID().uuidString)"
  private let policy = StorePolicy(
    partSize: 1000, minimumFileSize: 0, maximumFileSize: 1 << 40, sessionLifetime: 60,
    commitDelay: CommitDelay(count: 0, retryAfter: 1))
  private let content = (0..<2500).map { UInt8(truncatingIfNeeded: $0 &* 7) }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  @discardableResult private func withStore<T>(_ body: (Store) async throws -> T) async throws -> T {
    try await body(try Store(directory: directory, policy: policy))
  }

  private func put(_ store: Store, _ session: String, at offset: Int, of content: [UInt8]? = nil) throws
    -> StoredPart
  {
    let content = content ?? self.content
    let bytes = Array(content[offset..<min(offset + 1000, content.count)])
    let writer = try store.beginPart(
      session: session, range: Int64(offset)..<Int64(offset + bytes.count), total: Int64(content.count))
    try bytes.withUnsafeBytes { try writer.write($0) }
    return try store.finishPart(writer, expected: try SHA1.digest(of: bytes))
  }

  private func commit(_ store: Store, _ session: String, _ content: [UInt8]? = nil) async throws -> FileRecord
  {
    let parts = try store.session(session).orderedParts.map(\.model)
    let request = CommitRequest(
      sessionID: session, parts: parts, attributes: CommitAttributes(),
      digest: try SHA1.digest(of: content ?? self.content), condition: EntityTagCondition())
    guard case .finished(let file) = try await store.commit(request) else {
      throw StoreError(description: "not finished")
    }
    return file
  }

  @Test func partsInAnyOrderMakeTheFile() async throws {
    try await withStore { store in
      let id = try store.createSession(folderID: "0", name: "a", size: 2500).record.id
      for offset in [2000, 0, 1000] { _ = try put(store, id, at: offset) }
      let file = try await commit(store, id)
      #expect(file.sha1 == (try SHA1.digest(of: content)).hexadecimal)
      #expect(try read(store, file) == content)
    }
  }

  @Test func restartLosesNothingAcknowledged() async throws {
    let id = try await withStore { store in
      let id = try store.createSession(folderID: "0", name: "a", size: 2500).record.id
      _ = try put(store, id, at: 1000)
      return id
    }
    try await withStore { store in
      #expect(try store.session(id).orderedParts.map(\.offset) == [1000])
      for offset in [0, 2000] { _ = try put(store, id, at: offset) }
      _ = try await commit(store, id)
    }
    try await withStore { store in
      let file = try #require(try store.items(inFolder: "0").files.first)
      #expect(try read(store, file) == content)
      #expect(throws: APIError.self) { try store.session(id) }
      let second = try store.createSession(folderID: "0", name: "b", size: 2500)
      #expect(second.record.id != id)
    }
  }

  @Test func tornLastLineIsDropped() async throws {
    let id = try await withStore { store in
      let id = try store.createSession(folderID: "0", name: "a", size: 2500).record.id
      for offset in [0, 1000] { _ = try put(store, id, at: offset) }
      return id
    }
    let path = directory + "/journal.jsonl"
    let journal = try Data(contentsOf: URL(filePath: path))
    try journal.dropLast(20).write(to: URL(filePath: path))
    try await withStore { store in
      #expect(try store.session(id).orderedParts.map(\.offset) == [0])
      for offset in [1000, 2000] { _ = try put(store, id, at: offset) }
      #expect(try read(store, try await commit(store, id)) == content)
    }
  }

  @Test func directoryHasOneOwner() async throws {
    try await withStore { _ in
      #expect(throws: StoreError.self) { try Store(directory: directory, policy: policy) }
    }
  }

  @Test func storedPartIsImmutable() async throws {
    try await withStore { store in
      let id = try store.createSession(folderID: "0", name: "a", size: 2500).record.id
      let part = try put(store, id, at: 0)
      #expect { try put(store, id, at: 0) } throws: { error in
        let error = error as? APIError
        return error?.code == .rangeOverlapsExistingPart && error?.message.contains(part.id) == true
          && error?.contextInfo?["conflicting_part"]?["part_id"]?.stringValue == part.id
      }
    }
  }

  @Test(arguments: [(500, 1500, 2500), (0, 999, 2500), (0, 1000, 2501), (2000, 3000, 2500)])
  func rangesOffTheGridAreRefused(first: Int64, end: Int64, total: Int64) async throws {
    try await withStore { store in
      let id = try store.createSession(folderID: "0", name: "a", size: 2500).record.id
      #expect { try store.beginPart(session: id, range: first..<end, total: total) } throws: { error in
        (error as? APIError)?.status == .rangeNotSatisfiable
      }
    }
  }

  @Test func newestAttemptWins() async throws {
    try await withStore { store in
      let id = try store.createSession(folderID: "0", name: "a", size: 2500).record.id
      let old = try store.beginPart(session: id, range: 0..<1000, total: 2500)
      _ = try put(store, id, at: 0)
      let garbage = [UInt8](repeating: 9, count: 1000)
      #expect(throws: APIError.self) { try garbage.withUnsafeBytes { try old.write($0) } }
      for offset in [1000, 2000] { _ = try put(store, id, at: offset) }
      #expect(try read(store, try await commit(store, id)) == content)
    }
  }

  @Test func zerosReplaceWhatAFailedAttemptLeft() async throws {
    try await withStore { store in
      let zeros = [UInt8](repeating: 0, count: 2500)
      let id = try store.createSession(folderID: "0", name: "a", size: 2500).record.id
      let failed = try store.beginPart(session: id, range: 0..<1000, total: 2500)
      try [UInt8](repeating: 9, count: 500).withUnsafeBytes { try failed.write($0) }
      store.abandonPart(session: id, offset: 0, permit: failed.permit)
      for offset in [0, 1000, 2000] { _ = try put(store, id, at: offset, of: zeros) }
      #expect(try read(store, try await commit(store, id, zeros)) == zeros)
    }
  }

  @Test func wrongDigestKeepsTheSessionOpen() async throws {
    try await withStore { store in
      let id = try store.createSession(folderID: "0", name: "a", size: 2500).record.id
      for offset in [0, 1000, 2000] { _ = try put(store, id, at: offset) }
      await #expect(throws: APIError.self) { try await commit(store, id, [1, 2, 3]) }
      #expect(try await commit(store, id).size == 2500)
      let again = #expect(throws: APIError.self) { try store.session(id) }
      #expect(again?.code == .uploadSessionNotFound)
    }
  }

  private var contentFiles: Set<String> {
    get throws { Set(try FileManager.default.contentsOfDirectory(atPath: directory + "/content")) }
  }

  @Test func abortedContentIsGoneAndStaysAway() async throws {
    try await withStore { store in
      let id = try store.createSession(folderID: "0", name: "a", size: 2500).record.id
      _ = try put(store, id, at: 0)
      try store.abortSession(id)
      #expect(try contentFiles.isEmpty)
    }
    try await withStore { _ in }
    #expect(try contentFiles.isEmpty)
  }

  @Test func deletedContentIsGoneAndStaysAway() async throws {
    try await withStore { store in
      let id = try store.createSession(folderID: "0", name: "a", size: 2500).record.id
      for offset in [0, 1000, 2000] { _ = try put(store, id, at: offset) }
      try store.deleteFile(try await commit(store, id).id, condition: EntityTagCondition())
      #expect(try contentFiles.isEmpty)
    }
    try await withStore { _ in }
    #expect(try contentFiles.isEmpty)
  }

  private func isExpired(_ error: any Error) -> Bool { (error as? APIError)?.code == .sessionExpired }

  @Test func expiredContentIsGoneWhenSomeoneAsks() throws {
    let clock = Mutex(Date())
    var policy = policy
    policy.now = { clock.withLock { $0 } }
    let store = try Store(directory: directory, policy: policy)
    let id = try store.createSession(folderID: "0", name: "a", size: 2500).record.id
    let writer = try store.beginPart(session: id, range: 0..<1000, total: 2500)
    clock.withLock { $0 += 61 }
    #expect(try contentFiles == [id])
    #expect { try store.session(id) } throws: { isExpired($0) }
    #expect(try contentFiles.isEmpty)
    #expect(throws: APIError.self) { try content.prefix(1000).withUnsafeBytes { try writer.write($0) } }
    #expect { try store.abortSession(id) } throws: { isExpired($0) }
  }

  @Test func expiredContentIsGoneWhenAnotherSessionOpens() throws {
    let clock = Mutex(Date())
    var policy = policy
    policy.now = { clock.withLock { $0 } }
    let store = try Store(directory: directory, policy: policy)
    let old = try store.createSession(folderID: "0", name: "a", size: 2500).record.id
    clock.withLock { $0 += 61 }
    let new = try store.createSession(folderID: "0", name: "b", size: 2500).record.id
    #expect(try contentFiles == [new])
    #expect { try store.session(old) } throws: { isExpired($0) }
  }

  @Test func expiredAndForgottenContentIsGoneAtStart() throws {
    let id = try Store(directory: directory, policy: policy)
      .createSession(folderID: "0", name: "a", size: 2500).record.id
    let forgotten = directory + "/content/" + String(repeating: "0a", count: 16)
    for path in [forgotten, directory + "/content/notes.txt"] {
      try Data("x".utf8).write(to: URL(filePath: path))
    }
    var later = policy
    later.now = { Date(timeIntervalSinceNow: 61) }
    for _ in 1...2 {
      let store = try Store(directory: directory, policy: later)
      #expect(try contentFiles == ["notes.txt"])
      #expect { try store.session(id) } throws: { isExpired($0) }
    }
  }

  private func read(_ store: Store, _ file: FileRecord) throws -> [UInt8] {
    let version = try #require(file.versions.last)
    var bytes: [UInt8] = []
    try store.content(version.contentID).forEachBlock(in: 0..<version.size, blockSize: 700) { block, _ in
      bytes.append(contentsOf: block)
    }
    return bytes
  }
}
