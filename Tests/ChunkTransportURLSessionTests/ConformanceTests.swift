import ChunkTestSupport
import ChunkTransportTesting
import ChunkTransportURLSession
import Testing

extension URLSessionTests {
  /// Every promise of a transport, and which of them URLSession cannot keep here.
  @Suite(.serialized) struct ConformanceTests {
    static let subject = TransportUnderTest(
      "urlsession", knownFailures: known, slowName: SlowName.isAvailable ? SlowName.name : nil,
      unknownName: SlowName.unknownName
    ) {
      try URLSessionTransport()
    } close: {
      $0.close()
    }

    /// Each in a process of its own: one that ends it is to be one check's failure.
    @Test(arguments: TransportConformance.checks.map(\.name))
    func keeps(check: String) async {
      guard let known = Self.known.first(where: { $0.check == check }), known.manner == .sometimes else {
        return await run(check)
      }
      await withKnownIssue("\(known)", isIntermittent: true) { await run(check) }
    }

    private func run(_ check: String) async {
      await #expect(processExitsWith: .success) { [check] in
        try await #require(TransportConformance.check(named: check)).verify(Self.subject)
      }
    }

    #if canImport(FoundationNetworking)
      private static let cutHead = "https://github.com/swiftlang/swift-corelibs-foundation/issues/5285"

      static let known: [KnownFailure] = [
        KnownFailure(
          "broken.a-cut-head-is-no-answer", "URLSession on Linux ends the process when a head is cut off.",
          issue: cutHead, manner: .endsTheProcess),
        KnownFailure(
          "answer.chunked-bodies-are-decoded", "URLSession on Linux ends the process at trailer fields.",
          manner: .endsTheProcess),
        KnownFailure(
          "request.method-and-path-arrive-as-given",
          "URLSession takes '.' and '..' out of a path, so one that has them is refused."),
        KnownFailure(
          "request.a-field-keeps-its-bytes",
          "URLSession takes header values as text, so one that is not UTF-8 is refused."),
        KnownFailure(
          "body.a-file-that-shrinks-on-the-way-fails",
          "A body is in memory before it goes out: what happens to the file later changes nothing."),
        KnownFailure(
          "limit.answer-is-kept",
          "Without a body nothing shows when there is a connection: connecting and the answer have one limit."
        ),
      ]
    #else
      static let known: [KnownFailure] = []
    #endif
  }
}
