/// Every promise of `Transport`, each as a check that takes a transport and fails if it is broken.
///
/// The checks know no test framework. With Swift Testing a backend's whole conformance test is
///
/// ```swift
/// @Suite(.serialized) struct ConformanceTests {
///   static let mine = TransportUnderTest("mine") { MyTransport() }
///
///   @Test(arguments: TransportConformance.checks) func keeps(_ check: TransportCheck) async throws {
///     try await check.verify(Self.mine)
///   }
/// }
/// ```
///
/// and with XCTest a loop over ``checks`` in one asynchronous test. Run them one after another: many of
/// them measure time. Each runs against a scripted server on 127.0.0.1 that the kit brings along;
/// nothing leaves the machine.
///
/// What a backend cannot do is data beside the factory, never a check that was left out: see
/// ``TransportUnderTest/knownFailures``. ``TransportCheck/verify(_:)`` tells each result to the file that
/// the environment's `CHUNK_CONFORMANCE_REPORT` names, if it does, as a line of tab-separated fields: check,
/// transport, result, what there is to say to it.
public enum TransportConformance {
  /// All checks, in the order of a request's life.
  public static let checks: [TransportCheck] =
    TransportCheck.requests + TransportCheck.bodies + TransportCheck.failingBodies + TransportCheck.progress
    + TransportCheck.answers + TransportCheck.redirects + TransportCheck.earlyAnswers
    + TransportCheck.refusals + TransportCheck.connecting + TransportCheck.losses
    + TransportCheck.brokenAnswers + TransportCheck.sendingLimits + TransportCheck.answerLimits
    + TransportCheck.cancelling + TransportCheck.manyAtOnce + TransportCheck.connections
    + TransportCheck.remains

  /// The check of a name, for what keeps names only, such as a program that runs one of them.
  public static func check(named name: String) -> TransportCheck? { checks.first { $0.name == name } }
}
