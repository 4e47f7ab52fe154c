internal import ChunkTransport

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Cuts a stream of pieces into parts. A part is filled whatever the sizes of the pieces are.
struct StreamFiller {
  let next: UploadSource.ByteReader
  private var rest = ArraySlice<UInt8>()

  init(next: @escaping UploadSource.ByteReader) { self.next = next }

  /// Fills a buffer with the bytes that come next.
  ///
  /// - Returns: How many bytes there were: fewer than the buffer takes only at the stream's end.
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/sourceUnreadable`` if the stream fails.
  mutating func fill(_ buffer: PartBuffer) async throws(ChunkError) -> Int {
    var filled = 0
    while filled < buffer.bytes.count {
      guard let piece = try await piece() else { return filled }
      let wanted = piece.prefix(buffer.bytes.count - filled)
      UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[filled..<(filled + wanted.count)])
        .copyBytes(from: wanted)
      filled += wanted.count
      rest = piece.dropFirst(wanted.count)
    }
    return filled
  }

  /// Whether the stream has no bytes beyond those that were taken.
  mutating func isAtEnd() async throws(ChunkError) -> Bool {
    while let piece = try await piece() {
      if !piece.isEmpty { return false }
    }
    return true
  }

  private func piece() async throws(ChunkError) -> ArraySlice<UInt8>? {
    if !rest.isEmpty { return rest }
    let piece: ArraySlice<UInt8>?
    do {
      piece = try await next()?[...]
    } catch {
      if error is CancellationError || Task.isCancelled { throw .cancelled }
      throw .sourceUnreadable(error)
    }
    // Many streams end when their reader is cancelled, as if that were all.
    if piece == nil, Task.isCancelled { throw .cancelled }
    return piece
  }
}
