/// Takes secrets out of what may be shown: the one place that does.
///
/// An answer may repeat the request that it answers: a proxy's debugging page, a server's error message. What
/// errors and logs quote of an answer has been here before.
enum Redaction {
  private static let mark = Array("(redacted)".utf8)

  /// A word shorter than any real secret could stand in an answer by chance.
  private static let shortest = 8

  /// Bytes without these secrets; `nil` if none is in them.
  static func redacted(_ bytes: [UInt8], _ secrets: [String]) -> [UInt8]? {
    var result: [UInt8]?
    for secret in secrets where secret.utf8.count >= shortest {
      let forms = [Array(secret.utf8), FormFields.encoded(secret)]
      // Also as it went out in a form, if that is another text.
      for form in forms[0] == forms[1] ? [forms[0]] : forms {
        result = redacted(result ?? bytes, form) ?? result
      }
    }
    return result
  }

  /// A text without these secrets.
  static func redacted(_ text: String, _ secrets: [String]) -> String {
    redacted(Array(text.utf8), secrets).map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// Whether a text has a word in it.
  static func contains(_ word: String, in text: String) -> Bool {
    start(of: Array(word.utf8), in: Array(text.utf8)[...]) != nil
  }

  /// By hand, since the standard library's search brings its regular expressions, a megabyte, into libchunk.so.
  private static func redacted(_ bytes: [UInt8], _ secret: [UInt8]) -> [UInt8]? {
    var redacted: [UInt8]?
    var rest = bytes[...]
    while let place = start(of: secret, in: rest) {
      redacted = (redacted ?? []) + rest[..<place] + mark
      rest = rest[(place + secret.count)...]
    }
    return redacted.map { $0 + rest }
  }

  private static func start(of secret: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= secret.count else { return nil }
    return (bytes.startIndex...(bytes.endIndex - secret.count)).first { start in
      bytes[start] == secret[0] && bytes[start..<(start + secret.count)].elementsEqual(secret)
    }
  }
}
