import ChunkModels
import Testing

struct FileTests {
  @Test func everyFieldIsReadAndWrittenBack() throws {
    let file = try decode(FileFull.self, Documents.file)
    let written = try decode(JSONValue.self, text(file))
    #expect(written == (try decode(JSONValue.self, Documents.file)))
    // The document has to have every field, or the line above says less than it seems to.
    #expect(written.objectValue?.count == Mirror(reflecting: file).children.count)
  }

  @Test func readsTheFieldsByTheirMeaning() throws {
    let file = try decode(FileFull.self, Documents.file)
    #expect(file.id == "12345")
    #expect(file.type == .file)
    #expect(file.size == 536_870_912_001)
    #expect(file.fileVersion?.id == "67890")
    #expect(file.pathCollection?.entries?.map(\.name) == ["All Files", "Contracts"])
    #expect(file.createdAt == date(1_355_338_423))
    #expect(file.modifiedAt == date(1_355_338_424))
    #expect(file.contentCreatedAt == date(1_355_338_427))
    #expect(file.contentModifiedAt == date(1_355_338_428))
    #expect(file.sharedLink?.access == .open)
    #expect(file.sharedLink?.effectiveAccess == .company)
    #expect(
      file.sharedLink?.permissions
        == SharedLinkPermissions(canDownload: true, canPreview: true, canEdit: false))
    #expect(file.parent?.id == "42")
    #expect(file.permissions?.canApplyWatermark == false)
    #expect(file.lock?.appType == .officeWopiPlus)
    #expect(file.extension == "pdf")
    #expect(file.allowedInviteeRoles == [.editor, .previewerUploader])
    #expect(file.metadata?["enterprise_27335"]?["marketingCollateral"]?["$typeVersion"] == 2)
    #expect(file.representations?.entries?.first?.status?.state == .success)
    #expect(file.sharedLinkPermissionOptions == [.canPreview, .canEdit])
  }

  @Test func readsTheAnswerToACommit() throws {
    let files = try decode(Files.self, #"{"total_count": 1, "entries": [\#(Documents.file)]}"#)
    #expect(files.totalCount == 1)
    #expect(files.entries == [try decode(FileFull.self, Documents.file)])
  }

  @Test func everyFieldMayBeNull() throws {
    let fields = try #require(decode(JSONValue.self, Documents.file).objectValue)
    let nulls = JSONValue.object(fields.mapValues { _ in .null })
    #expect(try nulls.decode(FileFull.self) == FileFull())
  }

  @Test func anOddFieldHidesNoneOfTheOthers() throws {
    let fields = try #require(decode(JSONValue.self, Documents.file).objectValue)
    for name in fields.keys where !["id", "size", "sha1"].contains(name) {
      var odd = fields
      odd[name] = [[1]]
      var without = fields
      without[name] = nil
      #expect(
        try JSONValue.object(odd).decode(FileFull.self) == JSONValue.object(without).decode(FileFull.self),
        "\(name)")
    }
  }

  @Test(arguments: ["id", "size", "sha1"])
  func anOddProofOfArrivalIsAnError(field: String) {
    let error = #expect(throws: DecodingError.self) {
      try decode(Files.self, #"{"entries": [{"\#(field)": [1]}]}"#)
    }
    #expect(path(of: error) == ["entries", "0", field])
  }

  @Test func unknownFieldsAreIgnoredAndUnknownTextsKept() throws {
    let file = try decode(
      FileFull.self,
      #"{"type": "hologram", "item_status": "melting", "brand_new": {"a": [1]}, "lock": {"app_type": "vim"}}"#
    )
    #expect(file == FileFull(type: "hologram", itemStatus: "melting", lock: FileLock(appType: "vim")))
    #expect(try text(file) == #"{"item_status":"melting","lock":{"app_type":"vim"},"type":"hologram"}"#)
  }
}
