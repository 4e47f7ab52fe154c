import ChunkCore
import ChunkCoreTestSupport
import ChunkDigest
import ChunkModels
import Foundation
import Testing

/// Sessions for a new version of a file, their conditions, and plans.
@Suite(.eachBackend) struct NewVersionTests {
  private func planned(_ content: Content) throws -> [UploadPartPlan] {
    try (0..<5).map { index in
      let bytes = content.part(index, size: Rig.partSize)
      return UploadPartPlan(
        offset: Int64(index * Rig.partSize), size: Int64(bytes.count),
        sha512: try SHA512.digest(of: bytes).hexadecimal)
    }
  }

  @Test(arguments: SessionFlowTests.Way.allCases)
  func theEtagDecides(way: SessionFlowTests.Way) async throws {
    let content = try Content.fiveParts.get()
    try await Rig.run { rig in
      let file = try await rig.manager.uploadBigFile(
        file: .bytes(content.data), fileName: "v.bin", parentFolderId: "0")
      let session = try await rig.manager.createFileUploadSessionForExistingFile(
        fileId: file.id ?? "", fileSize: content.count, fileName: "renamed.bin")
      let steps = try Steps(rig.manager, session.value, way)
      var parts: [UploadPart] = []
      for index in 0..<5 {
        let bytes = content.part(index, size: Rig.partSize)
        parts.append(try #require(try await steps.upload(bytes, index, of: content).part))
      }
      let all = parts
      let stale = try await failure { try await steps.commit(all, content.sha1, ifMatch: "77") }
      #expect(stale.kind == .preconditionFailed)
      #expect(stale.answer?.status == 412)
      guard case .committed(let files) = try await steps.commit(all, content.sha1, ifMatch: file.etag) else {
        Issue.record("the emulator does not put commits off here")
        return
      }
      #expect(files.entries?.first?.id == file.id)
      #expect(files.entries?.first?.name == "renamed.bin")
      #expect(files.entries?.first?.etag != file.etag)
    }
  }

  @Test(arguments: SessionFlowTests.Way.allCases)
  func aPlanFindsWhatIsThere(way: SessionFlowTests.Way) async throws {
    let content = try Content.fiveParts.get()
    try await Rig.run { rig in
      let file = try await rig.manager.uploadBigFile(
        file: .bytes(content.data), fileName: "v.bin", parentFolderId: "0")
      let session = try await rig.manager.createFileUploadSessionForExistingFile(
        fileId: file.id ?? "", fileSize: content.count)
      let steps = try Steps(rig.manager, session.value, way)
      var wanted = try planned(content)
      wanted[2].sha512 = try SHA512.digest(of: Data("other".utf8)).hexadecimal
      let plan = try await steps.plan(wanted)
      #expect(plan.uploadSessionId == session.id)
      #expect(plan.hits.map(\.offset) == [0, 1, 3, 4].map { Int64($0 * Rig.partSize) })
      #expect(plan.hits.allSatisfy { !$0.partId.isEmpty })
      #expect(plan.misses == [wanted[2]])

      // The hits and the one part that is sent make the version.
      let sent = try await steps.upload(content.part(2, size: Rig.partSize), 2, of: content).part
      let parts = plan.hits.map { UploadPart(partId: $0.partId, offset: $0.offset, size: $0.size) }
      let result = try await steps.commit(parts + [try #require(sent)], content.sha1)
      guard case .committed(let files) = result else {
        Issue.record("the emulator does not put commits off here")
        return
      }
      #expect(files.entries?.first?.sha1 == content.sha1.hexadecimal)
    }
  }

  @Test func aFileThatIsUnknownHasNoNewVersion() async throws {
    try await Rig.run { rig in
      let error = try await failure {
        try await rig.manager.createFileUploadSessionForExistingFile(fileId: "404", fileSize: 20_000_000)
      }
      #expect(error.kind == .notFound)
    }
  }
}
