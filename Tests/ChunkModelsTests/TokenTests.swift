import ChunkModels
import Testing

struct TokenTests {
  /// Everything that printing, interpolating, reflecting and dumping show of a value.
  private func everythingShown(of value: some Any) -> String {
    var dumped = ""
    dump(value, to: &dumped)
    let reflected = Mirror(reflecting: value).children.map { "\($0)" }
    return
      ([dumped, "\(value)", String(reflecting: value), "\([value])", "\(Optional(value) as Any)"] + reflected)
      .joined(separator: "\n")
  }

  @Test func readsAToken() throws {
    let token = try decode(AccessToken.self, Documents.accessToken)
    #expect(token.accessToken == "c3FIOG9vSGV4VHo4QzAyg5T1JvNnJoZ3ExaVNyQWw6")
    #expect(token.refreshToken == "J7rxTiWOHMoSC1isKZKBZWizoRXjkQzig5C6jFgCVJ9b")
    #expect(token.expiresIn == 3761)
    #expect(token.tokenType == .bearer)
    #expect(token.issuedTokenType == .accessToken)
    #expect(
      token.restrictedTo == [
        ResourceScope(
          scope: .itemUpload,
          object: .folder(FolderMini(id: "55", type: .folder, etag: "1", sequenceId: "3", name: "In"))),
        ResourceScope(
          scope: .itemDownload, object: .file(FileMini(id: "66", type: .file, etag: "1", sha1: "85136c79"))),
        ResourceScope(scope: "hub_read", object: .other(["type": "hub", "id": "77"])),
      ])
    #expect(try decode(JSONValue.self, text(token)) == decode(JSONValue.self, Documents.accessToken))
  }

  @Test func aTokenDoesNotShow() throws {
    let token = try decode(AccessToken.self, Documents.accessToken)
    let shown = everythingShown(of: token)
    #expect(!shown.contains("c3FIOG9vSGV4VHo4QzAyg5T1JvNnJoZ3ExaVNyQWw6"))
    #expect(!shown.contains("J7rxTiWOHMoSC1isKZKBZWizoRXjkQzig5C6jFgCVJ9b"))
    #expect(shown.contains("accessToken: <redacted>"))
    #expect(shown.contains("3761"))
  }

  @Test func theTokenOfAPreviewDoesNotShowInsideItsFile() throws {
    let file = try decode(FileFull.self, Documents.file)
    #expect(file.expiringEmbedLink?.accessToken?.hasPrefix("c3FIOG9v") == true)
    #expect(file.expiringEmbedLink?.url?.hasSuffix("-secret") == true)
    let shown = everythingShown(of: file)
    #expect(!shown.contains("c3FIOG9v"))
    #expect(!shown.contains("-secret"))
    #expect(shown.contains("Contract.pdf"))
  }

  @Test func anAbsentTokenIsNotCalledASecret() {
    #expect(AccessToken(accessToken: "x").description.contains("refreshToken: nil"))
  }
}
