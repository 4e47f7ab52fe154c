internal import ChunkDigest

/// The bytes of one upload session, and of the file version that it becomes: written at their final
/// offsets from the start, so that a commit has nothing to copy.
final class ContentFile: Sendable {
  /// Its path, for messages and for removal.
  let path: String
  private let descriptor: CInt

  /// Opens the file; with a size, creating it as one hole of that size if it is not there.
  init(path: String, size: Int64? = nil) throws(StoreError) {
    self.path = path
    descriptor = try SystemCalls.open(path, creating: size != nil)
    if let size { try SystemCalls.setLength(descriptor, to: size) }
  }

  deinit { SystemCalls.closeDescriptor(descriptor) }

  /// Writes bytes at an offset.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(StoreError) {
    try SystemCalls.write(descriptor, bytes, at: offset)
  }

  /// Hands a region's bytes to a closure, a block at a time, in order.
  func forEachBlock(
    in region: Range<Int64>, blockSize: Int = ContentFile.blockSize,
    _ body: (UnsafeRawBufferPointer, Int64) throws -> Void
  ) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 16)
    defer { buffer.deallocate() }
    var offset = region.lowerBound
    while offset < region.upperBound {
      let count = min(Int64(blockSize), region.upperBound - offset)
      let block = UnsafeMutableRawBufferPointer(rebasing: buffer[0..<Int(count)])
      let read = try SystemCalls.read(descriptor, into: block, at: offset)
      guard read > 0 else {
        throw StoreError(description: "\(path) ends at byte \(offset), before \(region.upperBound)")
      }
      try body(UnsafeRawBufferPointer(rebasing: block[0..<read]), offset)
      offset += Int64(read)
    }
  }

  /// The digest of a region.
  func digest<Algorithm: DigestAlgorithm>(of region: Range<Int64>, _: Algorithm.Type) throws -> Digest<
    Algorithm
  > {
    let hasher = try DigestHasher<Algorithm>()
    try forEachBlock(in: region) { block, _ in hasher.update(block) }
    return try hasher.digest()
  }

  /// How much is read at a time: 1 MiB, the point where larger blocks stop being faster.
  static let blockSize = 1 << 20
}
