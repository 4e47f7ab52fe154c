import ChunkTransport
import Testing

/// What people read in a log.
@Suite struct DescriptionTests {
  @Test(
    arguments: [
      (.neverSent, "lost (connection_lost; the request was not sent)"),
      (.outcomeUnknown, "lost (connection_lost; the server may have carried it out)"),
      (.answered(status: 413), "lost (connection_lost; the server had answered 413)"),
    ] as [(TransportError.Outcome, String)])
  func anErrorSaysWhatTheServerMayKnow(outcome: TransportError.Outcome, text: String) {
    #expect(TransportError(.connectionLost, outcome: outcome, message: "lost").description == text)
  }

  @Test func anInvalidRequestWasNeverSent() {
    let error = TransportError.invalidRequest("no")
    #expect(error.reason == .invalidRequest)
    #expect(error.outcome == .neverSent)
  }

  /// The words are stable: logs and other languages know them.
  @Test func reasonsAreDistinctWords() {
    let reasons: [TransportError.Reason] = [
      .nameNotResolved, .connectFailed, .connectTimedOut, .tlsFailed, .sendStalled, .answerTimedOut,
      .receiveStalled, .connectionLost, .malformedResponse, .responseTooLarge, .bodyUnreadable,
      .invalidRequest, .unsupported, .cancelled, .closed, .other,
    ]
    #expect(Set(reasons.map(\.rawValue)).count == reasons.count)
    #expect(reasons.allSatisfy { $0.rawValue.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == 0x5f } })
    #expect(TransportError.Reason(rawValue: "cancelled") == .cancelled)
  }

  @Test func aFileErrorNamesFileCauseAndDetail() {
    let both = FileError(operation: .status, path: "/a", code: 5, detail: "is the disk there?")
    #expect(both.description == "cannot look at '/a': Input/output error; is the disk there?")
    let early = FileError(operation: .read, path: nil, code: 0, detail: "it ended early")
    #expect(early.description == "cannot read the given descriptor: it ended early")
  }
}
