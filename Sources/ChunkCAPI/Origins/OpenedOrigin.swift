internal import CChunk
internal import ChunkCore
internal import ChunkThreads
internal import ChunkTransport

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A source in the hands of one operation.
struct OpenedOrigin: Sendable {
  /// Kept until the operation has opened it: the program may free its handle before.
  let object: SourceObject
  let mailbox: Mailbox
  /// Bytes of the program's, and when nobody reads them any more; `nil` for other sources.
  let borrowed: (bytes: Data, end: BorrowEnd)?

  /// - Throws: ``ChunkError`` if it is a reader that was used before.
  init(_ object: SourceObject, _ mailbox: Mailbox) throws(ChunkError) {
    try object.use()
    self.object = object
    self.mailbox = mailbox
    guard case .memory(let bytes) = object.origin, let start = bytes.baseAddress, !bytes.isEmpty else {
      borrowed = nil
      return
    }
    let end = BorrowEnd()
    let data = Data(
      bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: bytes.count,
      deallocator: .custom { _, _ in end.come() })
    borrowed = (data, end)
  }

  /// As the source of an upload.
  var uploadSource: UploadSource {
    switch object.origin {
    case .path(let path): .path(path)
    case .descriptor(let descriptor): .descriptor(descriptor)
    case .memory: .bytes(borrowed?.bytes ?? Data())
    case .reader(_, let size): .stream(ReaderPieces(mailbox: mailbox, left: size))
    }
  }

  /// How many bytes it has, if that cannot be seen otherwise.
  var size: Int64? {
    if case .reader(_, let size) = object.origin { size } else { nil }
  }

  /// As the body of a request. A file is sent from where it lies; bytes that come once are held in memory.
  ///
  /// - Throws: ``ChunkError`` if they cannot be read.
  func requestBody() async throws(ChunkError) -> RequestBody {
    switch object.origin {
    case .path(let path):
      return try await WorkerThread.doing { _ throws(ChunkError) in
        try Self.body(of: try Self.reading { () throws(FileError) in try OpenFile(path: path) })
      }
    case .descriptor(let descriptor):
      return try await WorkerThread.doing { _ throws(ChunkError) in
        try Self.body(of: try Self.reading { () throws(FileError) in try OpenFile(duplicating: descriptor) })
      }
    case .memory:
      return .bytes(borrowed?.bytes ?? Data())
    case .reader(_, let size):
      var bytes = Data()
      while Int64(bytes.count) < size {
        guard let piece = try await mailbox.bytes(Int(min(1 << 20, size - Int64(bytes.count)))) else {
          throw ChunkError(
            .sourceUnreadable, "The reader ended after \(bytes.count) bytes of \(size)",
            remedy: "Give the reader's real size, or all of its bytes")
        }
        bytes.append(contentsOf: piece)
      }
      return .bytes(bytes)
    }
  }

  private static func body(of file: OpenFile) throws(ChunkError) -> RequestBody {
    let status = try reading { () throws(FileError) in try file.status() }
    guard status.isRegularFile else {
      throw ChunkError(
        .invalidArgument, "A pipe or a device cannot be sent as one part",
        remedy: "Give a file, bytes in memory, or a reader")
    }
    return .file(FileRegion(file: file, offset: 0, length: status.size))
  }

  private static func reading<Value>(
    _ body: () throws(FileError) -> Value
  ) throws(ChunkError) -> Value {
    do {
      return try body()
    } catch {
      throw ChunkError(
        .sourceUnreadable, "The source cannot be read: \(error)",
        remedy: "Check that it exists, is whole and may be read", cause: error)
    }
  }
}

/// The end of the time in which the program's bytes are read.
///
/// `@unchecked Sendable`: whether it has come is touched under the lock only.
final class BorrowEnd: @unchecked Sendable {
  private let condition = ThreadCondition()
  private var hasCome = false

  func come() {
    condition.withLock {
      hasCome = true
      condition.broadcast()
    }
  }

  /// Waits for it, on the program's thread.
  func wait() {
    condition.withLock {
      while !hasCome { condition.wait() }
    }
  }
}

/// A reader's bytes, asked for piece by piece.
private struct ReaderPieces: AsyncSequence, AsyncIteratorProtocol, Sendable {
  let mailbox: Mailbox
  /// How many bytes are to come. Of the program's own source no more is taken.
  var left: Int64

  func makeAsyncIterator() -> ReaderPieces { self }

  mutating func next() async throws -> [UInt8]? {
    guard left > 0, let piece = try await mailbox.bytes(Int(Swift.min(1 << 20, left))) else { return nil }
    left -= Int64(piece.count)
    return piece
  }
}
