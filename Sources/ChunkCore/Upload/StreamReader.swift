internal import ChunkDigest
internal import ChunkTransport

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Cuts a stream into parts. A part is filled whatever the sizes of the stream's pieces are, and held
/// until it is on the server.
final class StreamReader {
  private let next: UploadSource.ByteReader
  /// The bytes of the part that was prepared last. Its memory serves the next part again, once the
  /// part is on the server: a new block for each would leave the allocator with several of them.
  private var bytes = Data()
  private var rest = ArraySlice<UInt8>()
  private var position: Int64 = 0

  /// The service's parts have at most 64 MiB; a server that asks for more than this is not believed.
  private static let maximumHeldPart: Int64 = 256 << 20

  init(next: @escaping UploadSource.ByteReader) { self.next = next }

  /// Fills, hashes and makes ready the next part.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/sourceUnreadable`` if the stream fails or
  ///   ends before the part is full.
  func prepare(_ range: PartRange, _ pass: borrowing DigestPass) async throws(ChunkError) -> PreparedPart {
    guard range.length <= Self.maximumHeldPart else {
      throw .inconsistentSession(
        "a part of \(range.length) bytes of a stream would have to be held in memory, "
          + "and \(Self.maximumHeldPart) is the most")
    }
    let length = Int(range.length)
    if bytes.count != length { bytes = Data(count: length) }
    var filled = 0
    while filled < length {
      guard let piece = try await piece() else {
        throw ChunkError(
          .sourceUnreadable, "The stream ended after \(position) bytes, before its part was full",
          remedy: "Give the stream's real size, or all of its bytes")
      }
      let wanted = piece.prefix(length - filled)
      bytes.replaceSubrange(filled..<(filled + wanted.count), with: wanted)
      filled += wanted.count
      position += Int64(wanted.count)
      rest = piece.dropFirst(wanted.count)
    }
    do {
      let digest = try pass.part { take in bytes.withUnsafeBytes { take($0) } }
      return PreparedPart(range: range, digest: digest, body: .bytes(bytes))
    } catch {
      throw .sourceUnreadable(error)
    }
  }

  /// Makes sure that the stream has no bytes beyond the file's size.
  func checkEnd() async throws(ChunkError) {
    while let piece = try await piece() {
      guard piece.isEmpty else {
        throw .sourceChanged("the stream has more than the \(position) bytes that were announced")
      }
    }
  }

  private func piece() async throws(ChunkError) -> ArraySlice<UInt8>? {
    if !rest.isEmpty { return rest }
    do {
      return try await next()?[...]
    } catch is CancellationError {
      throw .cancelled
    } catch {
      throw .sourceUnreadable(error)
    }
  }
}
