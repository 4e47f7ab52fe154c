import Foundation
import Testing

@testable import ChunkCore

/// The `Retry-After` field, which comes from a server and may hold anything.
@Suite struct RetryAfterTests {
  /// Sun, 06 Nov 1994 08:49:37 GMT
  private let now = Date(timeIntervalSince1970: 784_111_777)

  @Test(
    arguments: [
      ("0", .zero), ("3", .seconds(3)), ("100", .seconds(100)), (" 7 ", .seconds(7)),
      ("1.5", .milliseconds(1500)),
      ("0.25", .milliseconds(250)), ("-5", .zero),
    ] as [(String, Duration)])
  func secondsAreRead(text: String, wait: Duration) {
    #expect(RetryAfter.duration(from: text, now: now) == wait)
  }

  @Test(arguments: [
    "86401", "99999999999999999999", "1" + String(repeating: "0", count: 400),
    "Fri, 31 Dec 9999 23:59:59 GMT",
  ])
  func nothingBeyondADayIsBelieved(text: String) {
    #expect(RetryAfter.duration(from: text, now: now) == .seconds(86_400))
  }

  @Test(
    arguments: [
      ("Sun, 06 Nov 1994 08:50:37 GMT", .seconds(60)), ("Sun, 06 Nov 1994 08:49:37 GMT", .zero),
      ("Sun, 06 Nov 1994 08:49:36 GMT", .zero), ("Thu, 01 Jan 1970 00:00:00 GMT", .zero),
      ("Mon, 07 Nov 1994 00:00:00 GMT", .seconds(54_623)), (" Sun, 06 Nov 1994 08:49:40 GMT ", .seconds(3)),
    ] as [(String, Duration)])
  func datesAreRead(text: String, wait: Duration) {
    #expect(RetryAfter.duration(from: text, now: now) == wait)
  }

  @Test(arguments: [
    "", " ", "soon", "3s", "3,5", "nan", "inf", "-inf", "0x10", "1e300", "1-2", ".", "-", "1.2.3",
    "Sun, 06 Foo 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994",
    "Sun, 06 Nov 1994 08:49:37 CET", "Sun, xx Nov 1994 08:49:37 GMT", "Sun, 06 Nov 99999999999 08:49:37 GMT",
    "1994-11-06T08:49:37Z", "--1", "1 2",
  ])
  func junkIsNoAnswer(text: String) {
    #expect(RetryAfter.duration(from: text, now: now) == nil)
  }
}
