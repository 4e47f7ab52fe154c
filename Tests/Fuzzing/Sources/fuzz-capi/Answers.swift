internal import Foundation
internal import FuzzSupport

/// What the server sends, and what it does then.
struct Answer {
  enum End { case stay, stall, close, reset }

  var bytes: [UInt8]
  var end = End.stay
}

/// The answers of a run: proper ones, and what the input makes of them.
final class Answers {
  private let input: Input

  init(_ input: Input) { self.input = input }

  func next(to request: Request) -> Answer {
    let choice = input.byte()
    switch choice {
    case 0..<100: return http(200, ProperAnswers.body(request))
    case 100..<130: return http(status(), Array(input.one(of: oddBodies).utf8))
    case 130..<150: return http(status(), input.take(input.below(64)))
    case 150..<165: return Answer(bytes: input.take(input.below(64)), end: .close)
    case 165..<180: return http(status(), ProperAnswers.body(request))
    case 180..<200:
      // A part of an answer, or one that is longer than it says.
      let whole = http(200, ProperAnswers.body(request)).bytes
      return Answer(bytes: whole.dropLast(input.below(128)) + input.take(input.below(4)), end: end())
    case 200..<215: return http(200, [UInt8](repeating: UInt8(ascii: "["), count: 40 * input.below(255)))
    case 215..<225:
      let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[1,2]\r\n"
      return Answer(bytes: Array(head.utf8) + input.take(input.below(32)), end: end())
    case 225..<235: return Answer(bytes: [], end: .stall)
    default: return Answer(bytes: [], end: end())
    }
  }

  private func end() -> Answer.End { input.one(of: [.stay, .stall, .close, .reset, .close]) }

  private func status() -> Int {
    input.one(of: [
      200, 201, 202, 204, 206, 301, 400, 401, 403, 404, 409, 410, 412, 413, 416, 429, 500, 503, 999,
    ])
  }

  private func http(_ status: Int, _ body: [UInt8]) -> Answer {
    let field = status == 200 ? "" : input.one(of: oddFields)
    let head = "HTTP/1.1 \(status) S\r\nContent-Length: \(body.count)\r\nbox-request-id: r\r\n\(field)\r\n"
    return Answer(bytes: Array(head.utf8) + body)
  }

  private let oddFields = [
    "", "Retry-After: 0\r\n", "Retry-After: 1\r\n", "Retry-After: 99999999999999999999\r\n",
    "Retry-After: 9223372036854775807\r\n", "Retry-After: -1\r\n", "Connection: close\r\n",
    "Retry-After: Sun, 06 Nov 9994 08:49:37 GMT\r\n", "Location: http://127.0.0.1:9/\r\n",
    "Content-Encoding: gzip\r\n", "x-\u{e9}: \u{7f}\r\n", "Content-Length: 5\r\n",
    "WWW-Authenticate: Bearer\r\n",
  ]

  private let oddBodies = [
    "", "null", "{}", "[]", #"{"type":"error","code":"parts_mismatch","status":400}"#,
    #"{"id":"S","part_size":0,"total_parts":0}"#, #"{"id":"S","part_size":-1}"#,
    #"{"id":"S","part_size":9223372036854775807,"total_parts":1}"#, #"{"id":"S","part_size":1}"#,
    #"{"id":"../..","part_size":8388608,"total_parts":3,"session_endpoints":{"upload_part":"http://h/"}}"#,
    #"{"id":"S","part_size":8388608,"total_parts":3,"session_endpoints":{"commit":"https://u:p@box.com/"}}"#,
    #"{"entries":[{"offset":-9223372036854775808,"size":9223372036854775807,"part_id":"A"}],"total_count":-1}"#,
    #"{"entries":[{"offset":1e18,"size":9223372036854775807}],"total_count":9223372036854775807}"#,
    #"{"code":"item_name_in_use","context_info":{"conflicts":{"id":"5","type":"file","sha1":"7"}}}"#,
    #"{"code":"session_conflict","context_info":{"session":{"id":"S","part_size":8388608,"total_parts":3}}}"#,
    #"{"code":"range_overlaps_existing_part","context_info":{"conflicting_part":{"offset":-1,"size":-1}}}"#,
    #"{"part":{"part_id":"","offset":9223372036854775807,"size":9223372036854775807,"sha1":""}}"#,
  ]
}
