#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The body of a request: a value that can be sent any number of times.
///
/// There is no one-shot stream among them, so a part can always be sent again after a failure.
public enum RequestBody: Sendable {
  /// No body. Methods that usually have one (`POST`, `PUT`) are sent with `Content-Length: 0`.
  case none

  /// Bytes in memory.
  case bytes(Data)

  /// Bytes of an open file. They are read as they are sent, and never held as a whole.
  case file(FileRegion)

  /// Bytes that a function gives, for sources that are neither of the above.
  case pull(PullBody)

  /// The body's length in bytes, or `nil` for ``none``.
  public var count: Int64? {
    switch self {
    case .none: nil
    case .bytes(let data): Int64(data.count)
    case .file(let region): region.length
    case .pull(let body): body.length
    }
  }

  /// Copies bytes of the body into a buffer.
  ///
  /// - Parameters:
  ///   - offset: Where in the body to begin, in bytes.
  ///   - buffer: Where to put them. It may be larger than what is left.
  /// - Returns: How many bytes were copied; 0 at the end of the body and only there.
  /// - Throws: ``FileError`` if the file cannot be read or ended early; whatever a ``PullBody`` throws.
  public func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let left = max(0, (count ?? 0) - offset)
    let wanted = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(Int(min(Int64(buffer.count), left))))
    guard !wanted.isEmpty else { return 0 }
    switch self {
    case .none:
      return 0
    case .bytes(let data):
      let start = data.startIndex + Int(offset)
      return data.copyBytes(to: wanted, from: start..<(start + wanted.count))
    case .file(let region):
      return try region.read(at: offset, into: wanted)
    case .pull(let body):
      let copied = try body.read(offset, wanted)
      guard (1...wanted.count).contains(copied) else {
        throw PullBody.ShortRead(offset: offset, length: body.length, copied: copied)
      }
      return copied
    }
  }
}

/// A body whose bytes come from a function that can be asked for any of them, any number of times.
public struct PullBody: Sendable {
  /// The body's length in bytes.
  public let length: Int64

  /// Copies the bytes from an offset into a buffer and returns how many they were: at least one, and
  /// at most the buffer's size. Called on a thread of the transport, one call at a time for one send.
  public let read: @Sendable (_ offset: Int64, _ buffer: UnsafeMutableRawBufferPointer) throws -> Int

  /// A body of a length in bytes, and the function that gives them.
  public init(
    length: Int64,
    read: @escaping @Sendable (_ offset: Int64, _ buffer: UnsafeMutableRawBufferPointer) throws -> Int
  ) {
    self.length = length
    self.read = read
  }

  /// The function gave no bytes, or more than there was room for, before the body's end.
  public struct ShortRead: Error, Hashable, CustomStringConvertible {
    /// The offset asked for, in bytes.
    public let offset: Int64
    /// The body's length in bytes.
    public let length: Int64
    /// What the function returned.
    public let copied: Int

    /// What happened, with the numbers.
    public var description: String {
      "the body's reader returned \(copied) bytes at offset \(offset) of \(length)"
    }
  }
}
