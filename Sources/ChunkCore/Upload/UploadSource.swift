#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Where the bytes of an upload come from.
public struct UploadSource: Sendable {
  enum Storage: Sendable {
    case path(String)
    case descriptor(CInt)
    case bytes(Data)
    case stream(@Sendable () -> ByteReader)
  }

  /// Gives the next bytes, `nil` at the end. It is called once at a time.
  typealias ByteReader = () async throws -> [UInt8]?

  let storage: Storage

  /// A file, by its path. Its size is known; no part of it is held in memory. A pipe or a device at
  /// that path is read as a stream.
  public static func path(_ path: String) -> UploadSource { UploadSource(storage: .path(path)) }

  /// An open file or pipe. It is duplicated when the upload begins, and never closed. A file is read from its
  /// beginning, wherever the descriptor stands, and no part of it is held in memory; a pipe is read
  /// as a stream.
  public static func descriptor(_ descriptor: CInt) -> UploadSource {
    UploadSource(storage: .descriptor(descriptor))
  }

  /// Bytes in memory.
  public static func bytes(_ data: Data) -> UploadSource { UploadSource(storage: .bytes(data)) }

  /// A stream of pieces of any size, such as a response's body. It is read once, in order, and must
  /// yield as many bytes as the file size says. One part is held in memory, so that it can be sent
  /// again. It has to end when its task is cancelled, as the standard library's streams do: the upload
  /// waits for it.
  public static func stream<Stream: AsyncSequence & Sendable>(
    _ stream: Stream
  ) -> UploadSource where Stream.Element: Sequence<UInt8> {
    UploadSource(
      storage: .stream {
        var iterator = stream.makeAsyncIterator()
        return { try await iterator.next().map(Array.init) }
      })
  }
}
