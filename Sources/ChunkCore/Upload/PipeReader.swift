internal import ChunkTransport

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Reads a pipe, a terminal or a device as it comes.
struct PipeReader: Sendable {
  let file: OpenFile

  private static let pieceSize = 256 << 10
  /// How often a wait for bytes looks whether the task was cancelled.
  private static let pollMilliseconds: CInt = 200

  /// The next bytes, `nil` at the end.
  func next() async throws -> [UInt8]? {
    var request = pollfd(fd: file.descriptor, events: Int16(POLLIN), revents: 0)
    while poll(&request, 1, Self.pollMilliseconds) <= 0 {
      try Task.checkCancellation()
      await Task.yield()
    }
    let piece = try [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
      count = try file.readNext(into: UnsafeMutableRawBufferPointer(buffer))
    }
    return piece.isEmpty ? nil : piece
  }
}
