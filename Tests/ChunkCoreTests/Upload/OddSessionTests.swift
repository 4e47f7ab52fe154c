import ChunkCore
import ChunkCoreTestSupport
import ChunkModels
import ChunkTransportTesting
import Testing

/// Sessions that no upload can use.
@Suite struct OddSessionTests {
  /// The id goes into paths, so it has to be one.
  @Test(arguments: ["", "../../x", "a b", "a\u{1b}[2J"])
  func aSessionWhoseIdIsNoneIsTheServicesFault(id: String) async throws {
    let content = try Content.smallest.get()
    let body = String(decoding: try WireJSON.encode(UploadSession(id: id, partSize: 8 << 20)), as: UTF8.self)
    let manager = try manager(MemoryTransport(.text(201, body)))
    let error = try await failure {
      try await manager.uploadBigFile(file: .bytes(content.data), fileName: "a", parentFolderId: "0")
    }
    #expect(error.kind == .malformedAnswer)
    #expect(!error.message.contains("\u{1b}"))
  }
}
