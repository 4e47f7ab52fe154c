internal import ChunkTransport
internal import Foundation

/// Reads a body into memory.
enum BodyReader {
  /// How many bytes are asked for at once.
  private static let pieceBytes = 256 << 10

  /// The whole body, or `nil` if it is not wanted any more.
  ///
  /// - Parameter goesOn: Asked after each piece whether to go on.
  /// - Throws: What ``RequestBody/read(at:into:)`` throws.
  static func read(_ body: RequestBody, goesOn: () -> Bool) throws -> Data? {
    // Not a buffer of our own that becomes `Data`: a few bytes are copied then, before they are here.
    var data = Data(count: Int(body.count ?? 0))
    let isWhole = try data.withUnsafeMutableBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let end = min(buffer.count, offset + pieceBytes)
        offset += try body.read(
          at: Int64(offset), into: UnsafeMutableRawBufferPointer(rebasing: buffer[offset..<end]))
        guard goesOn() else { return false }
      }
      return true
    }
    return isWhole ? data : nil
  }
}
