import ChunkCore
import ChunkTransport

/// The local file of a session's step, cut into parts.
struct LocalFile {
  let file: OpenFile
  let size: Int64

  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/sourceUnreadable``.
  init(path: String) throws {
    file = try OpenFile(path: path)
    let status = try file.status()
    guard status.isRegularFile else {
      throw ChunkError(
        .sourceUnreadable, "'\(path)' is no regular file, and a step reads it more than once",
        remedy: "Give a regular file")
    }
    size = status.size
  }

  /// All of it.
  var whole: FileRegion { FileRegion(file: file, offset: 0, length: size) }

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
}
