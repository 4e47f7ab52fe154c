internal import CZlib

/// The CRC-32 of zlib and gzip. It finds damage; it is no protection against an attacker.
enum CRC32 {
  /// The checksum of some bytes in eight hexadecimal digits.
  static func hexadecimal(of bytes: [UInt8]) -> String {
    let value = bytes.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }
}
