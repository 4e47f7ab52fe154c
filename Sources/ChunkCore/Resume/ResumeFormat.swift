#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// How a record is written down: a line that says what it is, and the record in JSON.
///
///     libchunk-state 1 8c736521 812
///     {"commit":…}
///
/// The line has the format's version, a CRC-32 in hexadecimal, and the number of bytes after the line. The
/// CRC is taken over the whole file without itself and the space before it. In all versions to come the
/// line stays as it is, so that "newer" is never mistaken for "damaged".
enum ResumeFormat {
  /// The version that is written, and the newest that is read.
  static let version = 1

  private static let name = "libchunk-state"
  private static let newline = UInt8(ascii: "\n")

  /// The bytes of a record.
  ///
  /// - Throws: `EncodingError` for what JSON cannot say, such as a date that is not finite.
  static func bytes(of record: ResumeRecord) throws -> [UInt8] {
    // Dates are written as they are in memory, and so come back unchanged, to the last bit.
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = [UInt8](try encoder.encode(record))
    return firstLine(version, body) + body
  }

  /// The record of a file's bytes.
  ///
  /// - Throws: ``ResumeError`` that they are damaged, or from a newer version.
  static func record(from bytes: [UInt8], path: String) throws(ResumeError) -> ResumeRecord {
    guard let end = bytes.firstIndex(of: newline) else {
      throw .torn(path, bytes.isEmpty ? "it is empty" : "it has no first line")
    }
    let fields = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
    guard fields.count == 4, fields[0] == name, let version = Int(fields[1]), version > 0,
      let length = Int(fields[3])
    else { throw .torn(path, "it does not begin as a record does") }
    let body = [UInt8](bytes[(end + 1)...])
    guard body.count == length else {
      throw .torn(path, "it has \(body.count) bytes after its first line instead of \(length)")
    }
    // Comparing the whole line also refuses other spellings of the same numbers.
    guard firstLine(version, body) == Array(bytes[...end]) else { throw .torn(path, "its checksum is wrong") }
    guard version <= Self.version else { throw .newerVersion(path, version) }
    do {
      return try JSONDecoder().decode(ResumeRecord.self, from: Data(body))
    } catch {
      throw .torn(path, "its content is not that of a record")
    }
  }

  private static func firstLine(_ version: Int, _ body: [UInt8]) -> [UInt8] {
    let crc = CRC32.hexadecimal(of: Array("\(name) \(version) \(body.count)\n".utf8) + body)
    return Array("\(name) \(version) \(crc) \(body.count)\n".utf8)
  }
}
