import ChunkModels
import Testing

struct ErrorTests {
  @Test func conflictsMayBeOneObject() throws {
    let error = try decode(ClientError.self, Documents.nameConflict)
    #expect(error.type == .error)
    #expect(error.status == 409)
    #expect(error.code == .itemNameInUse)
    #expect(error.message == "Item with the same name already exists")
    #expect(error.requestId == "abcdef123456")
    #expect(error.helpUrl?.hasSuffix("/common-errors/") == true)
    let sha1 = "85136c79cbf9fe36bb9d05d0639c70c265c18d37"
    #expect(
      error.contextInfo?.conflicts == [
        ConflictingItem(
          id: "12345", type: .file, etag: "3", sequenceId: "3", name: "Contract.pdf", sha1: sha1,
          size: 5_368_709_121, fileVersion: FileVersionMini(id: "67890", type: .fileVersion, sha1: sha1))
      ])
    #expect(error.contextInfo?.session == nil)
    #expect(error.contextInfo?.conflictingPart == nil)
  }

  @Test func conflictsMayBeAList() throws {
    let conflicts = try decode(ClientError.self, Documents.folderConflict).contextInfo?.conflicts
    #expect(conflicts?.map(\.type) == [.folder, .webLink])
    #expect(conflicts?.map(\.id) == ["11446498", "11446499"])
  }

  @Test func aConflictThatIsNoObjectIsLeftOut() throws {
    let error = try decode(
      ClientError.self, #"{"context_info": {"conflicts": [5, {"id": "1", "size": "big"}]}}"#)
    #expect(error.contextInfo?.conflicts == [ConflictingItem(id: "1")])
    #expect(error.contextInfo?["conflicts"]?[0] == 5)
  }

  @Test func aSessionConflictHoldsTheOpenSession() throws {
    let error = try decode(ClientError.self, Documents.sessionConflict)
    #expect(error.code == .sessionConflict)
    #expect(error.contextInfo?.session == (try decode(UploadSession.self, Documents.session)))
    #expect(error.contextInfo?.conflicts == [])
  }

  @Test func anOverlapHoldsThePart() throws {
    let error = try decode(ClientError.self, Documents.rangeOverlap)
    #expect(error.code == .rangeOverlapsExistingPart)
    #expect(
      error.contextInfo?.conflictingPart
        == UploadPart(
          partId: "6F2D3486", offset: 8_388_608, size: 8_388_608,
          sha1: "134b65991ed521fcfe4724b7d814ab8ded5185dc"))
    #expect(error.contextInfo?["hint"]?["retry"] == false)
  }

  @Test func aPartThatCannotBeReadIsNone() throws {
    let error = try decode(ClientError.self, #"{"context_info": {"conflicting_part": {"offset": "0"}}}"#)
    #expect(error.contextInfo?.conflictingPart == nil)
    #expect(error.contextInfo?["conflicting_part"]?["offset"] == "0")
  }

  @Test func shortErrorsAreEnough() throws {
    let error = try decode(
      ClientError.self, #"{"code": "brand_new_code", "message": "No.", "request_id": "r1"}"#)
    #expect(error == ClientError(code: "brand_new_code", message: "No.", requestId: "r1"))
    #expect(try text(error) == #"{"code":"brand_new_code","message":"No.","request_id":"r1"}"#)
  }

  @Test(arguments: ["null", "[]", "\"x\"", "7"])
  func aContextThatIsNoObjectIsNone(context: String) throws {
    let error = try decode(ClientError.self, #"{"code": "not_found", "context_info": \#(context)}"#)
    #expect(error == ClientError(code: .notFound))
  }

  @Test func everyFieldMayBeOdd() throws {
    let odd = #"{"type":[],"status":"no","code":4,"message":{},"context_info":1,"help_url":0,"request_id":9}"#
    #expect(try decode(ClientError.self, odd) == ClientError())
  }

  @Test func theContextIsWrittenAsItCame() throws {
    let error = try decode(ClientError.self, Documents.rangeOverlap)
    #expect(try decode(JSONValue.self, text(error)) == decode(JSONValue.self, Documents.rangeOverlap))
  }

  @Test(arguments: ["", "<html></html>", "{"])
  func whatIsNoJSONIsAnError(body: String) {
    #expect(throws: DecodingError.self) { try decode(ClientError.self, body) }
  }

  @Test func readsAnErrorOfTheTokenEndpoint() throws {
    let error = try decode(
      OAuth2Error.self, #"{"error": "invalid_grant", "error_description": "Refresh token has expired"}"#)
    #expect(error == OAuth2Error(error: .invalidGrant, errorDescription: "Refresh token has expired"))
  }
}
