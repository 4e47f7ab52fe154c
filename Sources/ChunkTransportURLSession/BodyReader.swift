internal import ChunkTransport
internal import Foundation

/// Reads a body into memory.
enum BodyReader {
  /// How many bytes are asked for at once.
  private static let pieceBytes = 1 << 20

  /// The whole body, or `nil` if it is not wanted any more.
  ///
  /// - Parameter goesOn: Asked after each piece whether to go on.
  /// - Throws: What ``RequestBody/read(at:into:)`` throws.
  static func read(_ body: RequestBody, goesOn: () -> Bool) throws -> Data? {
    let length = Int(body.count ?? 0)
    guard length > 0 else { return Data() }
    guard let start = malloc(length) else { throw NoMemory(bytes: length) }
    var isGiven = false
    defer { if !isGiven { free(start) } }
    let buffer = UnsafeMutableRawBufferPointer(start: start, count: length)
    var offset = 0
    while offset < length {
      let end = min(length, offset + pieceBytes)
      offset += try body.read(
        at: Int64(offset), into: UnsafeMutableRawBufferPointer(rebasing: buffer[offset..<end]))
      guard goesOn() else { return nil }
    }
    // Only now: of few bytes Data makes a copy of its own at once, and gives the memory back.
    isGiven = true
    return Data(bytesNoCopy: start, count: length, deallocator: .free)
  }

  private struct NoMemory: Error, CustomStringConvertible {
    let bytes: Int
    var description: String { "there is no memory for its \(bytes) bytes" }
  }
}
