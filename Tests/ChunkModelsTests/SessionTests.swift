import ChunkModels
import Testing

struct SessionTests {
  @Test func readsASessionWithoutPlan() throws {
    let session = try decode(UploadSession.self, Documents.session)
    let url = "https://upload.box.com/api/2.0/files/upload_sessions/F971964745A5CD0C001BBE4E58196BFD"
    #expect(
      session
        == UploadSession(
          id: "F971964745A5CD0C001BBE4E58196BFD", type: .uploadSession, sessionExpiresAt: date(1_790_012_530),
          partSize: 8_388_608, totalParts: 7, numPartsProcessed: 0,
          sessionEndpoints: UploadSessionEndpoints(
            uploadPart: url, commit: url + "/commit", abort: url, listParts: url + "/parts", status: url,
            logEvent: url + "/log")))
  }

  @Test func readsASessionWithPlan() throws {
    let session = try decode(UploadSession.self, Documents.sessionWithPlan)
    let id = "0A1B2C3D4E5F60718293A4B5C6D7E8F9"
    #expect(
      session.sessionEndpoints?.plan == "https://fupload.box.com/api/2.0/files/upload_sessions/\(id)/plan")
    #expect(session.sessionExpiresAt == date(1_790_012_530.25))
    #expect(session.totalParts == 7451)
    #expect(session.numPartsProcessed == 455)
  }

  @Test func writesWhatItReads() throws {
    let session = try decode(UploadSession.self, Documents.session)
    #expect(try decode(JSONValue.self, text(session)) == decode(JSONValue.self, Documents.session))
  }

  @Test func wholeNumbersMayHaveAPoint() throws {
    let session = try decode(UploadSession.self, #"{"part_size": 10485760.0, "total_parts": 1.0e7}"#)
    #expect(session == UploadSession(partSize: 10_485_760, totalParts: 10_000_000))
  }

  @Test func whatNoUploadNeedsMayBeOdd() throws {
    let odd = """
      {"type": 7, "session_expires_at": "next week", "num_parts_processed": "none",
       "session_endpoints": {"commit": "https://upload.box.com/c", "log_event": 1, "plan": {"href": "x"}}}
      """
    #expect(
      try decode(UploadSession.self, odd)
        == UploadSession(sessionEndpoints: UploadSessionEndpoints(commit: "https://upload.box.com/c")))
  }

  @Test(arguments: [
    ("{\"part_size\": \"8388608\"}", ["part_size"]), ("{\"total_parts\": 1.5}", ["total_parts"]),
    ("{\"part_size\": 9223372036854775808}", ["part_size"]), ("{\"id\": 5}", ["id"]),
    ("{\"session_endpoints\": {\"upload_part\": 5}}", ["session_endpoints", "upload_part"]),
  ])
  func whatAnUploadNeedsMayNotBeOdd(document: String, at place: [String]) {
    let error = #expect(throws: DecodingError.self) { try decode(UploadSession.self, document) }
    #expect(path(of: error) == place)
  }
}
