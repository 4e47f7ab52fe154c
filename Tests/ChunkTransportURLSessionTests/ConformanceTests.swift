import ChunkTestSupport
import ChunkTransportTesting
import ChunkTransportURLSession
import Foundation
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
      await #expect(processExitsWith: .success) { [check] in
        // A crash is seen in how the process ended: nobody needs to see where.
        for fault in [SIGILL, SIGTRAP] { signal(fault, SIG_DFL) }
        do {
          try await #require(TransportConformance.check(named: check)).verify(Self.subject)
        } catch {
          // Thrown, it would end the process without a word.
          Issue.record(error)
        }
      }
    }

    #if canImport(FoundationNetworking)
      private static let cutHead = "https://github.com/swiftlang/swift-corelibs-foundation/issues/5285"

      static let known: [KnownFailure] = [
        KnownFailure(
          "broken.a-cut-head-is-no-answer", "URLSession on Linux ends the process when a head is cut off.",
          issue: cutHead, manner: .endsTheProcess),
        KnownFailure(
          "limit.receive-stall-is-kept-in-the-head",
          "What there is of a head is not told before it is whole; and if the server closes then, it ends the process.",
          issue: cutHead, manner: .endsTheProcess),
        KnownFailure(
          "cancel.inside-the-answers-head",
          "If the server closes before the cancellation has come through, it ends the process.",
          issue: cutHead, manner: .sometimes),
        KnownFailure(
          "answer.trailers-are-no-fields", "URLSession on Linux ends the process at trailer fields.",
          manner: .endsTheProcess),
        KnownFailure(
          "body.files-are-not-held",
          "URLSession takes bodies from memory; longer ones than 64 MiB are refused."),
        KnownFailure(
          "limit.answer-is-kept-without-a-body",
          "Without a body nothing shows when there is a connection: connecting and the answer have one limit."
        ),
        KnownFailure(
          "cancel.of-a-look-up-holds-up-nobody",
          "The libcurl below URLSession waits for the thread of a look-up that was given up; another request may "
            + "wait behind it, as long as the look-up takes.",
          manner: .sometimes),
        KnownFailure(
          "cancel.in-the-handshake",
          "Without a body nothing shows when there is a connection, so the server may know of the request."),
      ]
    #else
      static let known: [KnownFailure] = []
    #endif
  }
}
