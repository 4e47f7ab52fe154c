import ChunkModels
import Testing

/// Request bodies byte for byte, since the service, not we, decides whether they are right.
struct RequestTests {
  @Test func newFile() throws {
    let body = CreateFileUploadSessionRequest(folderId: "0", fileSize: 5_368_709_121, fileName: "a/\"ü\".mov")
    #expect(try text(body) == #"{"file_name":"a/\"ü\".mov","file_size":5368709121,"folder_id":"0"}"#)
    #expect(try decode(type(of: body), text(body)) == body)
  }

  @Test func newVersion() throws {
    typealias Body = CreateFileUploadSessionForExistingFileRequest
    #expect(try text(Body(fileSize: 104_857_600)) == #"{"file_size":104857600}"#)
    #expect(
      try text(Body(fileSize: 104_857_600, fileName: "New.mov"))
        == #"{"file_name":"New.mov","file_size":104857600}"#)
  }

  @Test func commit() throws {
    let body = CreateFileUploadSessionCommitRequest(
      parts: [
        UploadPart(partId: "6F2D3486", offset: 0, size: 8_388_608, sha1: "134b"),
        UploadPart(partId: "6F2D3487", offset: 8_388_608, size: 1),
      ])
    #expect(
      try text(body)
        == #"{"parts":[{"offset":0,"part_id":"6F2D3486","sha1":"134b","size":8388608},"#
        + #"{"offset":8388608,"part_id":"6F2D3487","size":1}]}"#)
  }

  @Test func commitWritesTimesToTheSecond() throws {
    let body = CreateFileUploadSessionCommitRequest(
      parts: [],
      attributes: CommitAttributes(
        contentCreatedAt: date(1_355_338_423.999), contentModifiedAt: date(-0.5), description: "Q1"))
    #expect(
      try text(body)
        == #"{"attributes":{"content_created_at":"2012-12-12T18:53:43Z","#
        + #""content_modified_at":"1969-12-31T23:59:59Z","description":"Q1"},"parts":[]}"#)
  }

  @Test func plan() throws {
    let body = UploadSessionPlanRequest(parts: [UploadPartPlan(offset: 0, size: 8_388_608, sha512: "cf83")])
    #expect(try text(body) == #"{"parts":[{"offset":0,"sha512":"cf83","size":8388608}]}"#)
    #expect(try decode(type(of: body), text(body)) == body)
  }
}
