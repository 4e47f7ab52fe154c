#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A finished digest of one algorithm: SHA-1 for parts and files, SHA-512 for plans.
///
/// Box writes a SHA-1 in two ways: in hexadecimal in JSON (`sha1`), in base64 in the `Digest`
/// header ([upload part](https://developer.box.com/reference/put-files-upload-sessions-id/)).
/// This type holds the bytes and gives either.
public struct Digest<Algorithm: DigestAlgorithm>: Sendable, Hashable {
  /// The digest's bytes; always ``DigestAlgorithm/byteCount`` of them.
  public let bytes: [UInt8]

  /// A digest from its bytes, or `nil` if there are not as many as the algorithm yields.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Algorithm.byteCount else { return nil }
    self.bytes = bytes
  }

  /// A digest from its hexadecimal form, in either case, or `nil` if the text is not one.
  public init?(hexadecimal text: String) {
    let digits = text.utf8.map { Self.value(ofHexDigit: $0) }
    guard digits.count == Algorithm.byteCount * 2 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[index], let low = digits[index + 1] else { return nil }
      bytes.append(high << 4 | low)
    }
    self.bytes = bytes
  }

  /// A digest from its base64 form with padding, or `nil` if the text is not one.
  public init?(base64 text: String) {
    guard let data = Data(base64Encoded: text) else { return nil }
    self.init(bytes: [UInt8](data))
  }

  /// The digest in lower-case hexadecimal, as Box's JSON has it.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The digest in base64 with padding, as the `Digest` header has it.
  public var base64: String { Data(bytes).base64EncodedString() }

  private static func value(ofHexDigit digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension Digest: CustomStringConvertible {
  /// The digest in lower-case hexadecimal.
  public var description: String { hexadecimal }
}

extension Digest where Algorithm == SHA1 {
  /// The value of Box's `Digest` header for this digest: `sha=` and the base64 form.
  public var headerValue: String { "sha=" + base64 }

  /// A digest from a `Digest` header's value, or `nil` if it is not `sha=` and 20 bytes in base64.
  ///
  /// The algorithm's name may be in either case: official clients send `sha=` and `SHA=`.
  public init?(headerValue: String) {
    guard headerValue.prefix(4).lowercased() == "sha=" else { return nil }
    self.init(base64: String(headerValue.dropFirst(4)))
  }
}
