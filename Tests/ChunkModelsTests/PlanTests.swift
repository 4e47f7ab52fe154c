import ChunkModels
import Testing

struct PlanTests {
  @Test func readsHitsAndMisses() throws {
    let plan = try decode(UploadSessionPlan.self, Documents.plan)
    #expect(
      plan
        == UploadSessionPlan(
          uploadSessionId: "0A1B2C3D4E5F60718293A4B5C6D7E8F9",
          hits: [
            UploadPartPlanHit(offset: 0, size: 8_388_608, sha512: "cf83e1357eefb8bd", partId: "6F2D3486")
          ],
          misses: [UploadPartPlan(offset: 8_388_608, size: 4096, sha512: "ee26b0dd4af7e749")]))
    #expect(try decode(JSONValue.self, text(plan)) == decode(JSONValue.self, Documents.plan))
  }

  @Test(arguments: ["{}", #"{"hits": null, "misses": null}"#])
  func anAbsentListIsEmpty(document: String) throws {
    #expect(try decode(UploadSessionPlan.self, document) == UploadSessionPlan(hits: [], misses: []))
  }

  @Test func aHitThatNoCommitCouldNameIsAnError() {
    let document = #"{"hits": [{"offset": 0, "size": 1, "sha512": "ab"}]}"#
    let error = #expect(throws: DecodingError.self) { try decode(UploadSessionPlan.self, document) }
    #expect(path(of: error) == ["hits", "0"])
  }
}
