#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Texts that nobody can guess, from the system's source of randomness.
enum RandomText {
  /// 43 characters that stand for 32 random bytes: letters, digits, `-` and `_`.
  static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    return Base64URL.text((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }
}

/// Base64 for URLs, without padding (RFC 4648, 5): what JWT and code challenges are written in.
enum Base64URL {
  static func text(_ bytes: [UInt8]) -> String {
    let base64 = Data(bytes).base64EncodedString().utf8.filter { $0 != UInt8(ascii: "=") }
    return String(
      decoding: base64.map { byte -> UInt8 in
        switch byte {
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        default: byte
        }
      }, as: UTF8.self)
  }
}
