#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The `Retry-After` header field (RFC 9110, 10.2.3): seconds, or a date.
enum RetryAfter {
  /// Nothing is believed beyond a day.
  private static let maximumSeconds: Double = 86_400

  /// The time to wait from now; `nil` if the value is neither form. A date in the past is zero.
  static func duration(from value: String, now: Date) -> Duration? {
    let text = value.trimmingSpaces()
    let isDecimal = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2e || $0 == 0x2d }
    guard let seconds = isDecimal ? Double(text) : HTTPDate.date(from: text)?.timeIntervalSince(now) else {
      return nil
    }
    // Bounded before it becomes a duration, which a number of 300 digits cannot be.
    return .seconds(min(maximumSeconds, max(0, seconds)))
  }
}

extension String {
  /// The text without full stops at its end: a sentence of ours goes on after it.
  func withoutFullStop() -> Substring {
    var text = trimmingSpaces()
    while text.last == "." { text.removeLast() }
    return text
  }

  func trimmingSpaces() -> Substring {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
