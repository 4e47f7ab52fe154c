package import ChunkDigest
package import Foundation

/// The bytes of a file, and what they must be on the server.
package struct Content: Sendable {
  package let data: Data
  package let sha1: Digest<SHA1>

  package var count: Int64 { Int64(data.count) }

  /// Bytes of which no 4 KiB are like others, so that a lost, doubled or misplaced piece shows.
  package init(count: Int, seed: UInt64 = 0) throws {
    var block = (0..<4096).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
    var bytes = Data(capacity: count + 4096)
    var number = seed &* 1_000_003
    while bytes.count < count {
      withUnsafeBytes(of: number.littleEndian) { block.replaceSubrange(0..<8, with: $0) }
      bytes.append(contentsOf: block)
      number += 1
    }
    data = bytes.prefix(count)
    sha1 = try SHA1.digest(of: data)
  }

  /// Bytes that were made of others.
  package init(data: Data) throws {
    self.data = data
    sha1 = try SHA1.digest(of: data)
  }

  /// The smallest file that a session takes: 20,000,000 bytes.
  package static let smallest = Result { try Content(count: 20_000_000) }
  /// 20 MiB: an exact multiple of 4 MiB.
  package static let fiveParts = Result { try Content(count: 20 << 20) }

  /// A part of it by its number.
  package func part(_ index: Int, size: Int) -> Data {
    data.dropFirst(index * size).prefix(size)
  }
}
