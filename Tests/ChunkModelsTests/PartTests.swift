import ChunkModels
import Testing

struct PartTests {
  @Test func readsAnUploadedPart() throws {
    #expect(
      try decode(UploadedPart.self, Documents.uploadedPart).part
        == UploadPart(
          partId: "6F2D3486", offset: 16_777_216, size: 3_222_784,
          sha1: "134b65991ed521fcfe4724b7d814ab8ded5185dc"))
  }

  @Test func readsAPageOfParts() throws {
    let page = try decode(UploadParts.self, Documents.parts)
    #expect(page.totalCount == 2)
    #expect(page.limit == 1000)
    #expect(page.offset == 0)
    #expect(page.order == [UploadPartsOrder(by: "type", direction: .ascending)])
    #expect(page.entries?.map(\.offset) == [0, 8_388_608])
    #expect(page.entries?.map(\.partId) == ["6F2D3486", "6F2D3487"])
    #expect(try decode(JSONValue.self, text(page)) == decode(JSONValue.self, Documents.parts))
  }

  @Test func offsetsPassFourGibibytes() throws {
    let part = try decode(UploadPart.self, #"{"offset": 536870912000, "size": 67108864}"#)
    #expect(part == UploadPart(offset: 536_870_912_000, size: 67_108_864))
    #expect(try text(part) == #"{"offset":536870912000,"size":67108864}"#)
  }

  @Test(arguments: [
    (#"{"entries": [{}, {"part_id": 7}]}"#, "part_id"), (#"{"entries": [{}, {"offset": "0"}]}"#, "offset"),
    (#"{"entries": [{}, {"offset": 0.5}]}"#, "offset"), (#"{"entries": [{}, {"size": true}]}"#, "size"),
    (#"{"entries": [{}, {"size": 1e30}]}"#, "size"), (#"{"entries": [{}, {"sha1": ["a"]}]}"#, "sha1"),
  ])
  func aMisreadPartIsAnErrorThatNamesTheField(document: String, field: String) {
    let error = #expect(throws: DecodingError.self) { try decode(UploadParts.self, document) }
    #expect(path(of: error) == ["entries", "1", field])
  }

  @Test func aMisreadSmallPartIsAnErrorToo() {
    let error = #expect(throws: DecodingError.self) { try decode(UploadPartMini.self, #"{"size": "1"}"#) }
    #expect(path(of: error) == ["size"])
  }

  @Test func anOddOrderDoesNotHideTheParts() throws {
    let page = try decode(UploadParts.self, #"{"order": "ASC", "entries": [{"size": 1}]}"#)
    #expect(page == UploadParts(entries: [UploadPart(size: 1)]))
  }
}
