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

    static let known: [KnownFailure] = [
      KnownFailure(
        "broken.a-cut-head-is-no-answer", "Foundation on Linux ends the process when a head is cut off.",
        issue: "https://github.com/swiftlang/swift-corelibs-foundation/issues/5285", manner: .endsTheProcess),
      KnownFailure(
        "answer.trailers-are-no-fields", "Foundation on Linux ends the process at trailer fields.",
        manner: .endsTheProcess),
      KnownFailure(
        "limit.receive-stall-is-kept-in-the-head",
        "So it does when the transport gives up inside a head and the server then closes.",
        issue: "https://github.com/swiftlang/swift-corelibs-foundation/issues/5285", manner: .endsTheProcess),
      KnownFailure(
        "cancel.inside-the-answers-head", "So it does when a request is cancelled there.",
        issue: "https://github.com/swiftlang/swift-corelibs-foundation/issues/5285", manner: .endsTheProcess),
      KnownFailure(
        "cancel.of-a-look-up-holds-up-nobody",
        "The libcurl below URLSession waits for the thread of a look-up that was given up; another request may wait behind it, as long as the look-up takes.",
        manner: .sometimes),
      KnownFailure(
        "body.files-are-not-held",
        "URLSession takes bodies from memory on Linux; they are bounded by 64 MiB, and refused beyond."),
      KnownFailure(
        "limit.answer-is-kept-without-a-body",
        "URLSession does not say when it has a connection: without a body, connecting and the answer share the sum of both limits."
      ),
    ]

    @Test(arguments: TransportConformance.checks.filter { !$0.measuresTheProcess })
    func keeps(check: TransportCheck) async throws { try await check.verify(Self.subject) }

    @Test(arguments: TransportConformance.checks.filter(\.measuresTheProcess).map(\.name))
    func keepsInAProcessOfItsOwn(check: String) async {
      await #expect(processExitsWith: .success) { [check] in
        try await #require(TransportConformance.check(named: check)).verify(Self.subject)
      }
    }
  }
}
