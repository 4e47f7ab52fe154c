import ChunkTransport
import Foundation
import Testing

@testable import ChunkTransportTesting

/// What comes of a check: kept, broken, broken as is known, or not tried.
@Suite struct VerifyTests {
  private static func subject(_ known: KnownFailure...) -> TransportUnderTest {
    let memory = TransportUnderTest.memory
    return TransportUnderTest(name: "tested", provides: [], knownFailures: known, open: memory.open)
  }

  private func check(
    needs: Set<TransportCheck.Need> = [], _ body: @escaping @Sendable (Stage) async throws -> Void
  ) -> TransportCheck {
    TransportCheck("a.check", "Something is so.", needs: needs, body: body)
  }

  private let good: @Sendable (Stage) async throws -> Void = { _ in }
  private let bad: @Sendable (Stage) async throws -> Void = { throw $0.broken("it is not\u{1b}[31m") }

  @Test func namesAreThereOnce() {
    let names = TransportConformance.checks.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(
      names.allSatisfy { name in name.allSatisfy { $0.isLowercase || $0.isNumber || "-.".contains($0) } })
    #expect(TransportConformance.checks.allSatisfy { $0.promise.hasSuffix(".") })
  }

  @Test func whatIsKeptPasses() async {
    guard case .passed = await check(good).result(of: Self.subject()) else {
      Issue.record("it did not pass")
      return
    }
  }

  @Test func whatIsBrokenFails() async {
    let check = check(bad)
    let failure = await #expect(throws: CheckFailure.self) {
      try await check.result(of: Self.subject()).get()
    }
    #expect(failure?.description == "a.check: Something is so.\nseen: it is not\\u{1B}[31m")
  }

  @Test func aKnownFailureIsAResult() async {
    let known = KnownFailure("a.check", "It cannot.", issue: "https://example.com/1")
    guard case .known(known) = await check(bad).result(of: Self.subject(known)) else {
      Issue.record("it is not known")
      return
    }
    #expect(known.description == "It cannot. https://example.com/1")
  }

  @Test func aKnownFailureThatPassesIsTold() async {
    let check = check(good)
    let failure = await #expect(throws: CheckFailure.self) {
      try await check.result(of: Self.subject(KnownFailure("a.check", "It cannot."))).get()
    }
    #expect(failure?.saw.contains("take it out of the known failures") == true)
    let sometimes = KnownFailure("a.check", "It cannot.", manner: .sometimes)
    guard case .passed = await check.result(of: Self.subject(sometimes)) else {
      Issue.record("what fails at times may pass")
      return
    }
  }

  @Test func whatEndsTheProcessIsNotRun() async {
    let known = KnownFailure("a.check", "It crashes.", manner: .endsTheProcess)
    let check = check { _ in Issue.record("it ran") }
    guard case .known(known) = await check.result(of: Self.subject(known)) else {
      Issue.record("it is not known")
      return
    }
  }

  @Test func aNeedThatIsNotMetIsSaid() async {
    guard case .skipped(let skipped) = await check(needs: [.network], bad).result(of: Self.subject()) else {
      Issue.record("it was not skipped")
      return
    }
    #expect(skipped.description == "needs: network")
  }

  /// In a process of its own, because of its environment.
  @Test func theReportHasALineForEach() async {
    await #expect(processExitsWith: .success) {
      let path = NSTemporaryDirectory() + "/chunk-report-" + UUID().uuidString
      defer { try? FileManager.default.removeItem(atPath: path) }
      setenv("CHUNK_CONFORMANCE_REPORT", path, 1)
      let checks = TransportConformance.checks.prefix(2)
      for check in checks { try await check.verify(.memory) }
      let broken = TransportCheck("a.check", "Something is so.", needs: []) { throw $0.broken("a\tb\nc") }
      await #expect(throws: CheckFailure.self) { try await broken.verify(.memory) }
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      #expect(lines.count == 3)
      #expect(lines.first == "\(checks[0].name)\tmemory\tpassed\t")
      #expect(lines.last?.split(separator: "\t").count == 4)
    }
  }
}

extension CheckResult {
  /// Throws what it failed with.
  fileprivate func get() throws { if case .failed(let error) = self { throw error } }
}
