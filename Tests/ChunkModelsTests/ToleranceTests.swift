import ChunkModels
import Testing

/// What holds for every object that the service sends.
struct ToleranceTests {
  /// An empty object, and one that holds only what we do not know, is a value without fields.
  private func expectEmpty<T: Codable & Hashable>(_ empty: T, source: SourceLocation = #_sourceLocation)
    throws
  {
    #expect(try decode(T.self, "{}") == empty, sourceLocation: source)
    #expect(try decode(T.self, #"{"brand_new": {"a": [null, 1.5]}}"#) == empty, sourceLocation: source)
    #expect(try text(empty) == "{}", sourceLocation: source)
  }

  @Test func uploadObjectsMayBeEmpty() throws {
    try expectEmpty(UploadSession())
    try expectEmpty(UploadSessionEndpoints())
    try expectEmpty(UploadPart())
    try expectEmpty(UploadPartMini())
    try expectEmpty(UploadedPart())
    try expectEmpty(UploadParts())
    try expectEmpty(UploadPartsOrder())
    try expectEmpty(CommitAttributes())
  }

  @Test func filesMayBeEmpty() throws {
    try expectEmpty(Files())
    try expectEmpty(FileFull())
    try expectEmpty(FileMini())
    try expectEmpty(FileVersionMini())
    try expectEmpty(FolderMini())
    try expectEmpty(UserMini())
    try expectEmpty(FilePathCollection())
    try expectEmpty(FilePermissions())
    try expectEmpty(FileLock())
    try expectEmpty(FileClassification())
    try expectEmpty(WatermarkInfo())
    try expectEmpty(ExpiringEmbedLink())
    try expectEmpty(SharedLink())
    try expectEmpty(SharedLinkPermissions())
    try expectEmpty(Representations())
    try expectEmpty(Representation())
    try expectEmpty(RepresentationContent())
    try expectEmpty(RepresentationInfo())
    try expectEmpty(RepresentationProperties())
    try expectEmpty(RepresentationStatus())
  }

  @Test func errorsAndTokensMayBeEmpty() throws {
    try expectEmpty(ClientError())
    try expectEmpty(ConflictingItem())
    try expectEmpty(OAuth2Error())
    try expectEmpty(AccessToken())
    try expectEmpty(ResourceScope())
  }

  @Test func openEnumsKeepTheirText() throws {
    let codes = try decode([ErrorCode].self, #"["parts_mismatch", "Brand New"]"#)
    #expect(codes == [.partsMismatch, ErrorCode(rawValue: "Brand New")])
    #expect(try text(codes) == #"["parts_mismatch","Brand New"]"#)
    #expect(codes.map { "\($0)" } == ["parts_mismatch", "Brand New"])
  }
}
