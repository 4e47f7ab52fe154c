import ArgumentParser
import ChunkCore
import ChunkDigest
import ChunkTransport
import HTTPTypes

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

  func partCount(partSize: Int64) -> Int64 { (size + partSize - 1) / partSize }

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

extension ChunkedUploadsManager {
  /// The part size that was given, or else the session's own.
  func partSize(
    of session: SessionArgument, given: Int64?, _ headers: HTTPFields
  ) async throws -> Int64 {
    if let given {
      guard given > 0 else {
        throw ChunkError(
          .invalidArgument, "A part size of \(given) bytes", remedy: "Give the session's part_size")
      }
      return given
    }
    guard case .id(let id) = session else {
      throw ChunkError(
        .invalidArgument, "A step by URL does not know the session's part size",
        remedy: "Give it with --part-size, or name the session by its id")
    }
    let answer = try await getFileUploadSessionById(uploadSessionId: id, extraHeaders: headers)
    guard let size = answer.partSize, size > 0 else {
      throw ChunkError(
        .malformedAnswer, "The session's part size is missing", remedy: "Give it with --part-size")
    }
    return size
  }
}
