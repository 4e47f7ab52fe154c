public import CChunk
internal import ChunkCore
internal import struct Synchronization.Atomic

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A source that a program has a handle of.
///
/// `@unchecked Sendable`: as its superclass says.
final class SourceObject: HandleObject, @unchecked Sendable {
  /// `@unchecked Sendable`: the program has promised to leave the bytes as they are, and its function is only called by
  /// calls that it makes itself.
  enum Origin: @unchecked Sendable {
    case path(String)
    case descriptor(CInt)
    case memory(UnsafeRawBufferPointer)
    case reader(Callback<chunk_read_function>, size: Int64)
  }

  let origin: Origin
  private let isUsed = Atomic<Bool>(false)

  init(_ origin: Origin) { self.origin = origin }

  deinit {
    if case .descriptor(let descriptor) = origin { close(descriptor) }
  }

  /// Takes note of a use: a reader gives its bytes once.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/invalidArgument`` if they were given before.
  func use() throws(ChunkError) {
    guard case .reader = origin, isUsed.exchange(true, ordering: .relaxed) else { return }
    throw ChunkError(
      .invalidArgument, "The reader has been used before",
      remedy: "Make a new source of a reader that begins at the first byte")
  }
}

@implementation @_cdecl("chunk_source_path")
public func chunk_source_path(
  _ path: UnsafePointer<CChar>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Entry.run(error, nil) { () throws(ChunkError) in
    // A path is bytes; those that are no UTF-8 could not be opened by the layers below.
    HandleTable.add(SourceObject(.path(try TextArgument("path", path).required())))
  }
}

@implementation @_cdecl("chunk_source_descriptor")
public func chunk_source_descriptor(
  _ descriptor: CInt, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Entry.run(error, nil) { () throws(ChunkError) in
    let own = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard own >= 0 else {
      throw ChunkError(
        .sourceUnreadable, "\(descriptor) is no open descriptor (error \(errno))",
        remedy: "Give one that is open for reading")
    }
    return HandleTable.add(SourceObject(.descriptor(own)))
  }
}

@implementation @_cdecl("chunk_source_memory")
public func chunk_source_memory(
  _ bytes: UnsafeRawPointer?, _ size: Int, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Entry.run(error, nil) { () throws(ChunkError) in
    guard size >= 0, bytes != nil || size == 0 else {
      throw ChunkError(
        .invalidArgument,
        bytes == nil ? "The bytes are NULL" : "\(UInt(bitPattern: size)) bytes are too many",
        remedy: "Give the bytes and how many they are")
    }
    return HandleTable.add(SourceObject(.memory(UnsafeRawBufferPointer(start: bytes, count: size))))
  }
}

@implementation @_cdecl("chunk_source_reader")
public func chunk_source_reader(
  _ function: chunk_read_function?, _ user: UnsafeMutableRawPointer?, _ size: Int64,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  Entry.run(error, nil) { () throws(ChunkError) in
    guard let function else {
      throw ChunkError(.invalidArgument, "The reader's function is NULL", remedy: "Give one")
    }
    guard size >= 0 else {
      throw ChunkError(
        .invalidArgument, "A reader cannot have \(size) bytes", remedy: "Give how many bytes it has in all")
    }
    return HandleTable.add(SourceObject(.reader(Callback(function: function, user: user), size: size)))
  }
}

@implementation @_cdecl("chunk_source_free")
public func chunk_source_free(_ source: OpaquePointer?) { Entry.free(source, SourceObject.self) }
