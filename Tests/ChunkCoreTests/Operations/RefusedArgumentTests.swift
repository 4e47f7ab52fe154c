import ChunkCore
import ChunkCoreTestSupport
import ChunkModels
import ChunkTransport
import ChunkTransportTesting
import Foundation
import HTTPTypes
import Testing

/// Wrong arguments cost no request, and no token.
@Suite struct RefusedArgumentTests {
  /// Runs a call that must be refused, and makes sure that nobody was asked for anything.
  private func refused(
    _ kind: ChunkError.Kind = .invalidArgument, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: (ChunkedUploadsManager) async throws -> Void
  ) async throws {
    let transport = MemoryTransport(.empty(500))
    // A provider that throws would make another kind of error, had it been asked.
    let manager = try manager(transport, tokens: BrokenTokens())
    let error = try await failure(sourceLocation: sourceLocation) { try await body(manager) }
    #expect(error.kind == kind, sourceLocation: sourceLocation)
    #expect(!error.remedy.isEmpty, sourceLocation: sourceLocation)
    #expect(transport.requests.isEmpty, sourceLocation: sourceLocation)
  }

  @Test func aSessionForTooSmallAFile() async throws {
    try await refused {
      _ = try await $0.createFileUploadSession(folderId: "0", fileSize: 19_999_999, fileName: "a")
    }
    try await refused {
      _ = try await $0.createFileUploadSessionForExistingFile(fileId: "1", fileSize: 19_999_999)
    }
  }

  @Test func aNameThatIsNone() async throws {
    try await refused {
      _ = try await $0.createFileUploadSession(folderId: "0", fileSize: 20_000_000, fileName: "a/b")
    }
    try await refused {
      _ = try await $0.createFileUploadSessionForExistingFile(fileId: "1", fileSize: 20_000_000, fileName: "")
    }
  }

  @Test(arguments: ["", "../../evil", "a/b", "a?b", "a%2fb"])
  func anIdThatIsNone(id: String) async throws {
    let digest = try Call.digest()
    try await refused {
      _ = try await $0.createFileUploadSession(folderId: id, fileSize: 20_000_000, fileName: "a")
    }
    try await refused {
      _ = try await $0.createFileUploadSessionForExistingFile(fileId: id, fileSize: 20_000_000)
    }
    try await refused { _ = try await $0.getFileUploadSessionById(uploadSessionId: id) }
    try await refused { _ = try await $0.deleteFileUploadSessionById(uploadSessionId: id) }
    try await refused { _ = try await $0.getFileUploadSessionParts(uploadSessionId: id) }
    try await refused {
      _ = try await $0.uploadFilePart(
        uploadSessionId: id, body: .bytes(Call.bytes), digest: digest, contentRange: Call.range)
    }
    try await refused {
      _ = try await $0.createFileUploadSessionCommit(uploadSessionId: id, parts: Call.parts, digest: digest)
    }
    try await refused {
      _ = try await $0.createFileUploadSessionPlan(uploadSessionId: id, parts: Call.planned)
    }
  }

  /// A part of an upload would refuse it; by then a session would be open.
  @Test(arguments: ["Authorization", "Digest", "Content-Range", "Content-Type", "If-Match", "If-None-Match"])
  func anUploadWithAFieldOfOurOwn(name: String) async throws {
    let field = HTTPField(name: try #require(HTTPField.Name(name)), value: "x")
    try await refused {
      _ = try await $0.uploadBigFile(
        file: .bytes(Data(count: 20_000_000)), fileName: "a", parentFolderId: "0",
        options: UploadOptions(extraHeaders: HTTPFields([field])))
    }
  }

  @Test(arguments: Call.allCases.filter(\.takesURL))
  func aURLThatMayNotHaveTheToken(call: Call) async throws {
    for url in [
      "https://evil.example/x", "http://up.example:8443/x", "https://up.example/x", "nonsense",
      "https://up.example:8443@evil.example/", "https://me:hunter2@up.example:8443/",
    ] {
      try await refused(.urlRefused) { try await call.run($0, url: url) }
    }
  }

  @Test func aPartThatDoesNotFitItsRange() async throws {
    let digest = try Call.digest()
    for (body, range, partSize) in [
      (Call.bytes, "bytes 0-4/20000000", nil), (Data(), "bytes 0-3/20000000", nil),
      (Call.bytes, "bytes 2-5/20000000", nil), (Call.bytes, "bytes 4-7/20000000", 8),
      (Call.bytes, "0-3/20000000", nil), (Call.bytes, "bytes 0-3/*", nil), (Call.bytes, "bytes 0-3/3", nil),
    ] as [(Data, String, Int64?)] {
      try await refused {
        _ = try await $0.uploadFilePart(
          uploadSessionId: "A", body: .bytes(body), digest: digest, contentRange: range, partSize: partSize)
      }
      try await refused {
        _ = try await $0.uploadFilePartByUrl(
          url: Call.url, body: .bytes(body), digest: digest, contentRange: range, partSize: partSize)
      }
    }
  }

  @Test(arguments: ["", "sha=", "134b65991ed521fcfe4724b7d814ab8ded5185dc", "md5=AAAA"])
  func aDigestThatIsNone(digest: String) async throws {
    try await refused {
      _ = try await $0.uploadFilePart(
        uploadSessionId: "A", body: .bytes(Call.bytes), digest: digest, contentRange: Call.range)
    }
    try await refused {
      _ = try await $0.createFileUploadSessionCommit(uploadSessionId: "A", parts: Call.parts, digest: digest)
    }
  }

  @Test(arguments: [(-1, nil), (10_001, nil), (nil, 0), (nil, 1_001), (0, -1)] as [(Int64?, Int64?)])
  func aPageThatIsNone(offset: Int64?, limit: Int64?) async throws {
    try await refused {
      _ = try await $0.getFileUploadSessionParts(uploadSessionId: "A", offset: offset, limit: limit)
    }
    try await refused {
      _ = try await $0.getFileUploadSessionPartsByUrl(url: Call.url, offset: offset, limit: limit)
    }
  }

  @Test func nothingToCommitOrToPlan() async throws {
    let digest = try Call.digest()
    try await refused {
      _ = try await $0.createFileUploadSessionCommit(uploadSessionId: "A", parts: [], digest: digest)
    }
    try await refused { _ = try await $0.createFileUploadSessionPlan(uploadSessionId: "A", parts: []) }
  }

  @Test func anUploadWithoutNameSizeOrSource() async throws {
    let bytes = Data(count: 20_000_000)
    let stream = AsyncStream<[UInt8]> { $0.finish() }
    try await refused { _ = try await $0.uploadBigFile(file: .bytes(bytes), parentFolderId: "0") }
    try await refused {
      _ = try await $0.uploadBigFile(file: .bytes(bytes), fileName: "a/b", parentFolderId: "0")
    }
    try await refused {
      _ = try await $0.uploadBigFile(file: .bytes(bytes), fileName: "a", parentFolderId: "..")
    }
    try await refused {
      _ = try await $0.uploadBigFile(file: .bytes(Data(count: 9)), fileName: "a", parentFolderId: "0")
    }
    try await refused {
      _ = try await $0.uploadBigFile(
        file: .bytes(bytes), fileName: "a", fileSize: 20_000_001, parentFolderId: "0")
    }
    try await refused {
      _ = try await $0.uploadBigFile(file: .stream(stream), fileName: "a", parentFolderId: "0")
    }
    try await refused(.sourceUnreadable) {
      _ = try await $0.uploadBigFile(file: .path("/nonexistent/a.bin"), parentFolderId: "0")
    }
    try await refused(.sourceUnreadable) {
      _ = try await $0.uploadBigFile(file: .path("/tmp"), parentFolderId: "0")
    }
    try await refused(.sourceUnreadable) {
      _ = try await $0.uploadBigFile(file: .descriptor(-1), fileName: "a", parentFolderId: "0")
    }
  }
}
