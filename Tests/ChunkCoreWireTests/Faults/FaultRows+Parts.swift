import ChunkCoreTestSupport
import ChunkEmulator

/// What can go wrong with one part, and is put right without anybody's help.
extension FaultRow {
  private static let noParts = #"{"total_count":0,"entries":[]}"#
  private static let overlap = StatusAnswer(status: 416, code: "range_overlaps_existing_part")
  /// A refusal that names a part at the right place with the right size, and other bytes.
  private static let otherPart = StatusAnswer(
    status: 416,
    body: """
      {"code":"range_overlaps_existing_part","context_info":{"conflicting_part":{"part_id":"0BADBEEF",\
      "offset":\(offset),"size":\(part),"sha1":"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"}}}
      """, contentType: "application/json")

  private static func status(_ status: Int, _ code: String? = nil, at point: FaultPoint = .answer)
    -> FaultAction
  { .status(StatusAnswer(status: status, code: code), at: point) }

  private static func stored(_ status: Int, _ code: String? = nil) -> FaultAction {
    .statusAfter(StatusAnswer(status: status, code: code))
  }

  static let parts = answers + connections + refusals + tokens + streams

  private static let answers: [FaultRow] = [
    part("500 although stored", stored(500), attempts: 1, lists: 2),
    part("503 although stored", stored(503), attempts: 1, lists: 2),
    part("500 and not stored", status(500), attempts: 2, lists: 2),
    part("500 before the body", status(500, at: .before), attempts: 2, lists: 2),
    part("408", status(408), attempts: 2, lists: 2),
    part("HTML instead of JSON", .html, attempts: 2, lists: 2),
    part("202 instead of 200", .accepted(retryAfter: 2), attempts: 2, lists: 2),
    part("JSON cut off, stored", .truncatedJSON, attempts: 1, lists: 2),
  ]

  private static let connections: [FaultRow] = [
    part("answer lost, stored", .loseAnswer, attempts: 1, lists: 2),
    part("header cut off, stored", .truncatedHeader("HTTP/1.1 200 OK\r\nContent-Ty"), attempts: 1, lists: 2)
      .failingWithURLSession(.cutHead),
    part("body cut off, stored", .truncatedBody, attempts: 1, lists: 2),
    part("reset before the body", .resetBefore, attempts: 2, lists: 2, again: 0),
    part(
      "reset in the middle", .resetAfter(bytes: 1 << 20), attempts: 2, lists: 2, again: 1 << 20 + piece),
    part("reset after the body", .resetAfterBody, attempts: 2, lists: 2),
    part("twice in a row", .resetAfter(bytes: 100), stored(502), attempts: 2, lists: 4, again: piece),
  ]

  /// Where the list lags behind, the part is sent again and the refusal has to be understood.
  private static let refusals: [FaultRow] = [
    part("412, bytes unchanged", status(412, "digest_mismatch"), attempts: 2, lists: 0),
    part(
      "412 of the general kind, bytes unchanged", status(412, "precondition_failed"), attempts: 2, lists: 0),
    part("416 that names the part", stored(500), attempts: 2, lists: 1, listAnswer: noParts),
    part(
      "416 that names nothing", stored(500), .statusAfter(overlap), attempts: 2, lists: 3,
      listAnswer: noParts),
    part("416 that names another part", .status(otherPart, at: .answer), attempts: 2, lists: 2),
    part(
      "409 that names nothing", stored(500), stored(409, "conflict"), attempts: 2, lists: 3,
      listAnswer: noParts),
  ]

  private static let tokens: [FaultRow] = [
    FaultRow(
      testDescription: "401, and a fresh token is to be had", staleToken: 3, again: part, attempts: nil,
      lists: 0)
  ]

  /// What cannot be read again is held, and sent again like everything else.
  private static let streams: [FaultRow] = [
    part(
      "stream: reset in the middle", .resetAfter(bytes: 1 << 20), attempts: 2, lists: 2,
      again: 1 << 20 + piece),
    part("stream: 500 although stored", stored(500), attempts: 1, lists: 2),
    part("stream: 500 and not stored", status(500), attempts: 2, lists: 2),
  ].map { $0.with { $0.source = .stream } }
}
