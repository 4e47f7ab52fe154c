import ChunkCore
import ChunkCoreTestSupport
import ChunkEmulator
import ChunkModels
import ChunkTestSupport
import Foundation
import Testing

/// `uploadBigFile` from each kind of source, and of each awkward size.
@Suite(.eachBackend) struct SourceTests {
  /// Uploads, and makes sure that the server has exactly these bytes and got no part twice.
  private func upload(
    _ source: UploadSource, _ content: Content, fileSize: Int64? = nil, named name: String? = "a.bin"
  ) async throws {
    try await Rig.run { rig in
      let file = try await rig.manager.uploadBigFile(
        file: source, fileName: name, fileSize: fileSize, parentFolderId: "0", options: rig.options())
      #expect(file.size == content.count)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(file.name == "a.bin")
      #expect(try await rig.download(file.id) == content.data)
      let parts = (content.count + Int64(Rig.partSize) - 1) / Int64(Rig.partSize)
      #expect(rig.counters.acknowledgedParts == Int(parts))
      #expect(rig.counters.receivedBytes == content.count)
      #expect(rig.counters.requests(for: .list) == 0, "nothing to ask when nothing fails")
      expectSoundProgress(rig.events, total: content.count)
      #expect(
        rig.events.names == ["opened"] + Array(repeating: "part", count: Int(parts)) + [
          "committing", "finished",
        ])
      #expect(rig.clock.sleeps.isEmpty)
    }
  }

  @Test func aPath() async throws {
    let content = try Content.smallest.get()
    let directory = try TemporaryDirectory()
    let path = directory.file("a.bin")
    try content.data.write(to: URL(fileURLWithPath: path))
    // The name is the path's last component.
    try await upload(.path(path), content, named: nil)
  }

  @Test func aDescriptorThatStandsElsewhere() async throws {
    let content = try Content.smallest.get()
    let directory = try TemporaryDirectory()
    let path = directory.file("b.bin")
    try content.data.write(to: URL(fileURLWithPath: path))
    let handle = try #require(FileHandle(forReadingAtPath: path))
    try handle.seek(toOffset: 12_345)
    try await upload(.descriptor(handle.fileDescriptor), content, fileSize: content.count)
    #expect(try handle.offset() == 12_345, "the caller's descriptor is not moved")
    try handle.close()
  }

  @Test func bytesInTheMiddleOfOthers() async throws {
    let content = try Content.smallest.get()
    // A slice, whose indices do not begin at 0.
    let slice = (Data(count: 777) + content.data).dropFirst(777)
    try await upload(.bytes(slice), content)
  }

  @Test func aStreamOfOddPieces() async throws {
    let content = try Content.smallest.get()
    let stream = AsyncStream<Data> { continuation in
      var rest = content.data
      var size = 1
      while !rest.isEmpty {
        continuation.yield(rest.prefix(size))
        rest = rest.dropFirst(size)
        // 1, 8, 57, … up to more than a part; and empty pieces, which mean nothing.
        size = size > 6_000_000 ? 3 : size * 7 + 1
        continuation.yield(Data())
      }
      continuation.finish()
    }
    try await upload(.stream(stream), content, fileSize: content.count)
  }

  @Test func aStreamInOnePiece() async throws {
    let content = try Content.smallest.get()
    let stream = AsyncStream<[UInt8]> { continuation in
      continuation.yield([UInt8](content.data))
      continuation.finish()
    }
    try await upload(.stream(stream), content, fileSize: content.count)
  }

  @Test func aPipe() async throws {
    let content = try Content.smallest.get()
    let pipe = Pipe()
    let writer = pipe.fileHandleForWriting
    Thread.detachNewThread {
      try? writer.write(contentsOf: content.data)
      try? writer.close()
    }
    try await upload(.descriptor(pipe.fileHandleForReading.fileDescriptor), content, fileSize: content.count)
    try pipe.fileHandleForReading.close()
  }

  @Test(arguments: [
    20 << 20, (20 << 20) + 1, (20 << 20) - 1, 20_000_000,
  ])
  func sizesAroundTheBoundaries(size: Int) async throws {
    let content = try Content(count: size, seed: UInt64(size))
    try await upload(.bytes(content.data), content)
  }

  @Test func oneSinglePart() async throws {
    let content = try Content.smallest.get()
    let file = try await Rig.run(configure: { $0.partSize = 32 << 20 }) { rig in
      try await rig.manager.uploadBigFile(file: .bytes(content.data), fileName: "a", parentFolderId: "0")
    }
    #expect(file.sha1 == content.sha1.hexadecimal)
  }

  /// More parts than a page of the server's list has.
  @Test func thousandsOfPartsAreListedInPages() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(
      faults: [Fault(on: .part, nth: 250, do: .status(StatusAnswer(status: 403), at: .answer))],
      configure: {
        $0.partSize = 65_536
        $0.partPages = PageLimits(standard: 10, maximum: 100, maximumOffset: 10_000)
      },
      { rig in
        let error = try await failure {
          try await rig.manager.uploadBigFile(
            file: .bytes(content.data), fileName: "a", parentFolderId: "0", options: rig.options())
        }
        #expect(error.session?.acknowledgedBytes == Int64(249 * 65_536))
        let file = try await rig.manager.uploadBigFile(
          file: .bytes(content.data), fileName: "a", parentFolderId: "0",
          options: rig.options { $0.sessionId = error.session?.id })
        #expect(file.sha1 == content.sha1.hexadecimal)
        #expect(rig.events.parts.filter(\.isSkipped).count == 249)
        #expect(!rig.counters.hasResentAcknowledgedPart)
      })
  }

  @Test func attributesAndExtraFieldsArrive() async throws {
    let content = try Content.smallest.get()
    try await Rig.run { rig in
      let file = try await rig.manager.uploadBigFile(
        file: .bytes(content.data), fileName: "a", parentFolderId: "0",
        options: rig.options {
          $0.attributes = CommitAttributes(
            contentModifiedAt: Date(timeIntervalSince1970: 1_000_000_000), description: "of a test")
          $0.extraHeaders = [.acceptLanguage: "de"]
        })
      #expect(file.description == "of a test")
      #expect(file.contentModifiedAt == Date(timeIntervalSince1970: 1_000_000_000))
      #expect(rig.emulator.requests.allSatisfy { $0.headers["accept-language"] == "de" })
    }
  }
}
