import ChunkCore
import ChunkDigest
import ChunkTransport

/// The local file of a session's step, cut into parts.
struct LocalFile {
  let file: OpenFile
  let size: Int64

  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/sourceUnreadable``.
  init(path: String) throws {
    do {
      file = try OpenFile(path: path)
      size = try file.status().size
    } catch {
      throw Self.unreadable(error)
    }
  }

  func partCount(partSize: Int64) -> Int64 { size / partSize + (size % partSize == 0 ? 0 : 1) }

  func part(_ number: Int64, partSize: Int64) throws -> FileRegion {
    guard (0..<partCount(partSize: partSize)).contains(number) else {
      throw ChunkError(
        .invalidArgument, "There is no part \(number) in a file of \(size) bytes",
        remedy: "Its parts of \(partSize) bytes are counted from 0 to \(partCount(partSize: partSize) - 1)")
    }
    let offset = number * partSize
    return FileRegion(file: file, offset: offset, length: min(partSize, size - offset))
  }

  func digest<Algorithm: DigestAlgorithm>(
    of region: FileRegion, _: Algorithm.Type
  ) throws -> Digest<Algorithm> {
    let hasher = try DigestHasher<Algorithm>()
    let body = RequestBody.file(region)
    do {
      try withUnsafeTemporaryAllocation(byteCount: 256 << 10, alignment: 64) { buffer in
        var offset: Int64 = 0
        while true {
          let count = try body.read(at: offset, into: buffer)
          if count == 0 { return }
          hasher.update(UnsafeRawBufferPointer(rebasing: buffer.prefix(count)))
          offset += Int64(count)
        }
      }
    } catch {
      throw Self.unreadable(error)
    }
    return try hasher.digest()
  }

  private static func unreadable(_ error: any Error) -> ChunkError {
    ChunkError(
      .sourceUnreadable, "The file cannot be read: \(error)", remedy: "Check its path and its permissions",
      cause: error)
  }
}
