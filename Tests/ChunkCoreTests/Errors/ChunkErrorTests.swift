import ChunkCore
import ChunkModels
import Foundation
import Testing

/// What people read of an error.
@Suite struct ChunkErrorTests {
  @Test func itSaysAllThatIsKnownInOneLine() {
    var error = ChunkError(
      .throttled, "Uploading the part was refused with 429: slow down", remedy: "Wait, then go on",
      isTemporary: true,
      answer: ChunkError.Answer(status: 429, code: "rate_limit_exceeded", requestId: "abc123"))
    error.session = OpenSession(
      id: "F971", expiresAt: Date(timeIntervalSince1970: 0), acknowledgedBytes: 8_388_608)
    let text = error.description
    for piece in [
      "refused with 429", "Wait, then go on.", "HTTP 429", "code rate_limit_exceeded", "request id abc123",
      "F971",
      "1970-01-01T00:00:00Z", "8388608 bytes",
    ] { #expect(text.contains(piece), "\(piece) is not in: \(text)") }
    #expect(!text.contains("\n"))
  }

  @Test func itSaysNothingOfWhatIsNotKnown() {
    let error = ChunkError(.cancelled, "The upload was cancelled", remedy: "Start it again")
    #expect(error.description == "The upload was cancelled. Start it again.")
    let answered = ChunkError(.serverError, "m", remedy: "r", answer: ChunkError.Answer(status: 500))
    #expect(answered.description == "m. r. [HTTP 500]")
    #expect(!OpenSession(id: "A", expiresAt: nil, acknowledgedBytes: 0).description.contains("until"))
  }

  @Test func kindsAreWordsAndOpen() {
    #expect("\(ChunkError.Kind.outcomeUnknown)" == "outcome_unknown")
    #expect(ChunkError.Kind(rawValue: "session_gone") == .sessionGone)
    #expect(ChunkError.Kind(rawValue: "of_tomorrow") != .internal)
  }
}
