import ChunkCore
import ChunkEmulator
import Foundation
import Testing

/// What can go wrong with one part, and is put right without anybody's help.
@Suite struct PartFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let faults: [Fault]
    /// How often the third part is sent.
    let attempts: Int
    /// How many pages of the list of parts are asked for; the last one is empty.
    let lists: Int
    var testDescription: String { name }

    init(
      _ name: String, _ actions: FaultAction..., attempts: Int, lists: Int,
      listAnswer: String? = nil
    ) {
      self.name = name
      self.attempts = attempts
      self.lists = lists
      let answer = listAnswer.map { StatusAnswer(status: 200, body: $0, contentType: "application/json") }
      faults =
        actions.enumerated().map { index, action in
          Fault(on: .part, nth: index + 1, offset: Int64(2 * Rig.partSize), do: action)
        } + (answer.map { [Fault(on: .list, do: .status($0, at: .answer))] } ?? [])
    }
  }

  private static let noParts = #"{"total_count":0,"entries":[]}"#
  private static let overlap = StatusAnswer(status: 416, code: "range_overlaps_existing_part")
  /// A refusal that names a part at the right place with the right size, and other bytes.
  private static let otherPart = StatusAnswer(
    status: 416,
    body: """
      {"code":"range_overlaps_existing_part","context_info":{"conflicting_part":{"part_id":"0BADBEEF",\
      "offset":\(2 * Rig.partSize),"size":\(Rig.partSize),"sha1":"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"}}}
      """, contentType: "application/json")

  private static let cases = [
    Case("500 although stored", .statusAfter(StatusAnswer(status: 500)), attempts: 1, lists: 2),
    Case("503 although stored", .statusAfter(StatusAnswer(status: 503)), attempts: 1, lists: 2),
    Case(
      "500 and not stored", .status(StatusAnswer(status: 500), at: .answer), attempts: 2, lists: 2),
    Case(
      "500 before the body", .status(StatusAnswer(status: 500), at: .before), attempts: 2, lists: 2),
    Case("answer lost, stored", .loseAnswer, attempts: 1, lists: 2),
    Case(
      "header cut off, stored", .truncatedHeader("HTTP/1.1 200 OK\r\nContent-Ty"), attempts: 1,
      lists: 2),
    Case("body cut off, stored", .truncatedBody, attempts: 1, lists: 2),
    Case("JSON cut off, stored", .truncatedJSON, attempts: 1, lists: 2),
    Case("reset before the body", .resetBefore, attempts: 2, lists: 2),
    Case("reset in the middle", .resetAfter(bytes: 1 << 20), attempts: 2, lists: 2),
    Case("reset after the body", .resetAfterBody, attempts: 2, lists: 2),
    Case("HTML instead of JSON", .html, attempts: 2, lists: 2),
    Case("202 instead of 200", .accepted(retryAfter: 2), attempts: 2, lists: 2),
    Case("408", .status(StatusAnswer(status: 408), at: .answer), attempts: 2, lists: 2),
    Case(
      "refused digest, bytes unchanged",
      .status(StatusAnswer(status: 412, code: "digest_mismatch"), at: .answer),
      attempts: 2, lists: 0),
    // The list lags behind, so the part is sent again and the refusal has to be understood.
    Case(
      "416 that names the part", .statusAfter(StatusAnswer(status: 500)), attempts: 2, lists: 1,
      listAnswer: noParts),
    Case(
      "416 that names nothing", .statusAfter(StatusAnswer(status: 500)), .statusAfter(overlap),
      attempts: 2,
      lists: 3, listAnswer: noParts),
    Case(
      "409 that names nothing", .statusAfter(StatusAnswer(status: 500)),
      .statusAfter(StatusAnswer(status: 409, code: "conflict")), attempts: 2, lists: 3,
      listAnswer: noParts),
    Case(
      "416 that names another part", .status(otherPart, at: .answer), attempts: 2, lists: 2),
    Case(
      "412 of the general kind, bytes unchanged",
      .status(StatusAnswer(status: 412, code: "precondition_failed"), at: .answer), attempts: 2,
      lists: 0),
    Case(
      "twice in a row", .resetAfter(bytes: 100), .statusAfter(StatusAnswer(status: 502)), attempts: 2,
      lists: 4),
  ]

  @Test(arguments: cases)
  func isPutRight(fault: Case) async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: fault.faults) { rig in
      let file = try await rig.upload(content)
      #expect(file.sha1 == content.sha1.hexadecimal)
      #expect(rig.count(2).attempts == fault.attempts)
      #expect(
        rig.counters.requests(for: .list) == fault.lists)
      for index in [0, 1, 3, 4] { #expect(rig.count(index).attempts == 1) }
      #expect(!rig.counters.hasResentAcknowledgedPart)
      #expect(rig.events.parts.map(\.index) == [0, 1, 2, 3, 4])
      #expect(rig.events.parts.allSatisfy { !$0.isSkipped })
      expectSoundProgress(rig.events, total: content.count)
    }
  }

  @Test(arguments: [429, 503])
  func retryAfterIsWaitedFor(status: Int) async throws {
    let content = try Content.smallest.get()
    let faults: [Fault] = [
      .status(status, on: .part, nth: 2, retryAfter: .text("17")),
      .status(status, on: .part, nth: 4, retryAfter: .date(inSeconds: 100)),
      .status(status, on: .part, nth: 6, retryAfter: .text("soon")),
    ]
    try await Rig.run(faults: faults) { rig in
      _ = try await rig.upload(content)
      #expect(rig.clock.sleeps.count == 3)
      #expect(rig.clock.sleeps.first == .seconds(17))
      #expect(
        rig.clock.sleeps.dropFirst().first.map { (.seconds(80)...(.seconds(100))).contains($0) } == true)
      #expect(rig.clock.sleeps.last.map { $0 <= .milliseconds(500) } == true)
      #expect(rig.events.retries.map(\.delay) == rig.clock.sleeps)
      #expect(rig.events.retries.allSatisfy { $0.attempt == 1 && $0.error.answer?.status == status })
    }
  }

  @Test func aServerThatNeverRecoversIsGivenUp() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [.status(500, on: .part, nth: 2, times: 0)]) { rig in
      let error = try await failure {
        try await rig.upload(
          content, rig.options { $0.retries = RetryPolicy(maximumAttempts: 4, patience: .zero) })
      }
      #expect(error.kind == .serverError)
      #expect(error.isTemporary)
      #expect(rig.count(1).attempts == 4)
      #expect(rig.events.retries.map(\.attempt) == [1, 2, 3])
      #expect(error.session?.acknowledgedBytes == Int64(Rig.partSize))
      expectSoundProgress(rig.events, total: content.count, isFinished: false)
    }
  }

  @Test func anAnswerWithAnotherDigestIsAnError() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [Fault(on: .part, nth: 2, do: .wrongSHA1)]) { rig in
      let error = try await failure { try await rig.upload(content) }
      #expect(error.kind == .integrity)
      #expect(!error.isTemporary)
      #expect(error.message.contains("5a5a5a"))
      #expect(error.session != nil)
      #expect(rig.count(1).attempts == 1)
      #expect(rig.counters.requests(for: .commit) == 0)
    }
  }

  @Test func aRedirectIsNotFollowed() async throws {
    let content = try Content.smallest.get()
    let fault = Fault(on: .part, do: .redirect(location: "http://127.0.0.1:1/", status: 307))
    try await Rig.run(faults: [fault]) { rig in
      let error = try await failure { try await rig.upload(content) }
      #expect(error.kind == .redirected)
      #expect(rig.counters.requests(for: .part) == 1)
    }
  }

  @Test func endpointsElsewhereGetNoToken() async throws {
    let content = try Content.smallest.get()
    let fault = Fault(on: .create, do: .sessionEndpoints(origin: "http://127.0.0.1:1"))
    try await Rig.run(faults: [fault]) { rig in
      let error = try await failure { try await rig.upload(content) }
      #expect(error.kind == .urlRefused)
      #expect(error.session?.id == rig.events.sessions.first?.id)
      #expect(rig.counters.requests(for: .part) == 0)
    }
  }

  /// A range that does not fit the session fits no better the second time.
  @Test func a416OfAnotherKindIsTheEnd() async throws {
    let content = try Content.smallest.get()
    try await Rig.run(faults: [.status(416, "range_does_not_fit", on: .part, nth: 2)]) { rig in
      let error = try await failure { try await rig.upload(content) }
      #expect(error.kind == .rangeConflict)
      #expect(rig.count(1).attempts == 1)
      #expect((1...2).contains(rig.counters.requests(for: .list)), "it might have been there")
    }
  }
}
