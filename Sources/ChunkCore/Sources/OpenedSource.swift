internal import ChunkDigest
internal import ChunkTransport

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A source that has been opened: how many bytes it has, and how its parts are read.
enum OpenedSource: Sendable {
  /// Bytes that can be read again, at any offset: nothing of them is held.
  case region(RegionReader)
  /// A pipe, a terminal or a device: bytes that come once, in order.
  case pipe(OpenFile)
  /// A stream of the program's own: the same.
  case stream(@Sendable () -> UploadSource.ByteReader)

  /// Opens a source, and settles the file's size: the caller's word and the file's own must agree.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/sourceUnreadable``, or
  ///   ``ChunkError/Kind/invalidArgument`` if the size is missing or another.
  static func open(_ source: UploadSource, fileSize: Int64?) throws(ChunkError) -> (OpenedSource, size: Int64)
  {
    switch source.storage {
    case .path(let path):
      return try open(try reading { () throws(FileError) in try OpenFile(path: path) }, fileSize)
    case .descriptor(let descriptor):
      return try open(try reading { () throws(FileError) in try OpenFile(duplicating: descriptor) }, fileSize)
    case .bytes(let data):
      let size = try agreed(fileSize, actual: Int64(data.count))
      return (.region(RegionReader(data: data)), size)
    case .stream(let make):
      let size = try required(fileSize)
      return (.stream(make), size)
    }
  }

  private static func open(
    _ file: OpenFile, _ fileSize: Int64?
  ) throws(ChunkError) -> (OpenedSource, size: Int64) {
    let status = try reading { () throws(FileError) in try file.status() }
    // A descriptor may be one of a directory; a path was looked at when it was opened.
    if status.isDirectory {
      throw .sourceUnreadable(FileError(operation: .open, path: file.path, code: EISDIR))
    }
    guard status.isRegularFile else {
      return (.pipe(file), try required(fileSize))
    }
    let size = try agreed(fileSize, actual: status.size)
    return (.region(RegionReader(file: file, status: status)), size)
  }

  private static func agreed(_ given: Int64?, actual: Int64) throws(ChunkError) -> Int64 {
    guard let given, given != actual else { return actual }
    throw .invalidArgument(
      "The file has \(actual) bytes and the given file size is \(given)",
      "Leave the size out, or give the right one")
  }

  private static func required(_ given: Int64?) throws(ChunkError) -> Int64 {
    guard let given else {
      throw .invalidArgument(
        "The size of a stream is not known", "Give the file size: the service needs it at the start")
    }
    return given
  }

  private static func reading<Value>(
    _ body: () throws(FileError) -> Value
  ) throws(ChunkError) -> Value {
    do {
      return try body()
    } catch {
      throw .sourceUnreadable(error)
    }
  }
}

extension OpenedSource {
  /// Whether the source still has the bytes of a part that were hashed.
  func isUnchanged(_ part: PreparedPart) async throws(ChunkError) -> Bool {
    // A stream's bytes are held in memory.
    guard case .region = self else { return true }
    return try await WorkerThread.doing { interruption throws(ChunkError) in
      try part.body.digest(isStopped: { interruption.isSet }) == part.digest
    }
  }

  /// The digest of the whole source, by a pass of its own; `nil` for a stream.
  func wholeDigest() async throws(ChunkError) -> Digest<SHA1>? {
    guard case .region(let reader) = self else { return nil }
    return try await WorkerThread.doing { interruption throws(ChunkError) in
      try reader.wholeDigest(interruption)
    }
  }

  /// Makes sure, after the last part, that the source is the one that was read. A stream's end has
  /// been looked at by then.
  func checkUnchanged(_ digest: Digest<SHA1>) async throws(ChunkError) {
    guard case .region(let reader) = self else { return }
    try await WorkerThread.doing { interruption throws(ChunkError) in
      try reader.checkUnchanged(digest, interruption)
    }
  }
}

extension ChunkError {
  /// The source could not be read.
  static func sourceUnreadable(_ error: any Error) -> ChunkError {
    ChunkError(
      .sourceUnreadable, "The source cannot be read: \(error)",
      remedy: "Check that it exists, is whole and may be read", cause: error)
  }

  /// The source is not what it was when the upload began.
  static func sourceChanged(_ what: String) -> ChunkError {
    ChunkError(
      .sourceChanged, "The source changed while it was uploaded: \(what)",
      remedy: "Abort the session and upload again when nothing writes to the file")
  }
}
