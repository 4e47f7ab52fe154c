import ChunkModels
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct DateTests {
  @Test(arguments: [
    "2012-12-12T18:53:43Z", "2012-12-12T10:53:43-08:00", "2012-12-12T20:53:43+02:00",
    "2012-12-13T00:23:43+05:30", "2012-12-12T18:53:43+00:00", "2012-12-12t18:53:43z",
    "2012-12-12T18:53:43.0Z", "2012-12-12T10:53:43.000-08:00",
  ])
  func oneInstantInManySpellings(text: String) {
    #expect(WireDate.date(from: text) == date(1_355_338_423))
  }

  @Test(arguments: [
    ("2012-12-12T18:53:43.5Z", 0.5), ("2012-12-12T20:53:43.123+02:00", 0.123),
    ("2012-12-12T18:53:43.123456Z", 0.123456),
  ])
  func fractionsCount(text: String, fraction: Double) throws {
    let seconds = try #require(WireDate.date(from: text)).timeIntervalSince1970
    #expect(abs(seconds - 1_355_338_423 - fraction) < 1e-5)
  }

  @Test(arguments: [
    "", "tomorrow", "2012-12-12", "1355338423", "2012-12-12T18:53Z",
  ])
  func anythingElseIsNoDate(text: String) {
    #expect(WireDate.date(from: text) == nil)
  }

  @Test func anOptionalDateBeyondRecognitionIsNil() throws {
    let link = try decode(SharedLink.self, #"{"unshared_at": "soon", "url": "https://app.box.com/s/1"}"#)
    #expect(link == SharedLink(url: "https://app.box.com/s/1"))
    #expect(try decode(FileLock.self, #"{"created_at": 5, "id": "1"}"#) == FileLock(id: "1"))
  }

  @Test func aDateThatHasToBeThereIsAnErrorThatQuotesIt() {
    let error = #expect(throws: DecodingError.self) {
      try decode([String: Moment].self, #"{"link": {"at": "soon"}}"#)
    }
    #expect(path(of: error) == ["link", "at"])
    #expect(String(describing: error).contains("soon"))
  }

  @Test func datesAreWrittenInUTCToTheSecond() {
    #expect(WireDate.text(from: date(1_355_338_423.999)) == "2012-12-12T18:53:43Z")
    #expect(WireDate.text(from: date(0)) == "1970-01-01T00:00:00Z")
  }
}

/// A date that is not optional; none of Box's objects has one.
private struct Moment: Decodable {
  var at: Date
}
