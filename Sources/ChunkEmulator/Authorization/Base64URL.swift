#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Base64 in the alphabet for URLs and without padding (RFC 4648, section 5).
enum Base64URL {
  /// The bytes of a text; `nil` if it is none.
  static func decode(_ text: some StringProtocol) -> [UInt8]? {
    guard !text.contains(where: { "+/=".contains($0) }) else { return nil }
    let usual = text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    let padding = String(repeating: "=", count: (4 - usual.count % 4) % 4)
    return Data(base64Encoded: String(usual) + padding).map { [UInt8]($0) }
  }

  /// The text of some bytes.
  static func encode(_ bytes: [UInt8]) -> String {
    let text = Data(bytes).base64EncodedString().filter { $0 != "=" }
    return String(text.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
  }
}
