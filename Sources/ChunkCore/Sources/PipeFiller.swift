internal import ChunkTransport

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Reads a pipe, a terminal or a device as it comes, on the worker's thread.
struct PipeFiller: Sendable {
  let file: OpenFile
  let worker: WorkerThread

  /// How often a wait for bytes looks whether it is to stop.
  private static let pollMilliseconds: CInt = 100

  /// Fills a buffer with the bytes that come next.
  ///
  /// - Returns: How many bytes there were: fewer than the buffer takes only at the end.
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/sourceUnreadable``.
  func fill(_ buffer: PartBuffer) async throws(ChunkError) -> Int {
    try await onWorker { interruption throws(ChunkError) in
      var filled = 0
      while filled < buffer.bytes.count {
        let free = UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[filled...])
        let count = try read(into: free, interruption)
        if count == 0 { break }
        filled += count
      }
      return filled
    }
  }

  /// Whether there are no bytes beyond those that were taken.
  func isAtEnd() async throws(ChunkError) -> Bool {
    try await onWorker { interruption throws(ChunkError) in
      var byte: UInt8 = 0
      return try withUnsafeMutableBytes(of: &byte) { bytes throws(ChunkError) in
        try read(into: bytes, interruption) == 0
      }
    }
  }

  private func onWorker<Value: Sendable>(
    _ body: @escaping @Sendable (WorkerThread.Interruption) throws(ChunkError) -> Value
  ) async throws(ChunkError) -> Value {
    let result = await worker.run { interruption in
      Result { () throws(ChunkError) in try body(interruption) }
    }
    guard let result else { throw .cancelled }
    return try result.get()
  }

  private func read(
    into buffer: UnsafeMutableRawBufferPointer, _ interruption: WorkerThread.Interruption
  ) throws(ChunkError) -> Int {
    var request = pollfd(fd: file.descriptor, events: Int16(POLLIN), revents: 0)
    while poll(&request, 1, Self.pollMilliseconds) <= 0 {
      if interruption.isSet { throw .cancelled }
    }
    do {
      return try file.readNext(into: buffer)
    } catch {
      throw .sourceUnreadable(error)
    }
  }
}
