internal import ChunkTransport

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Memory for one part of a stream, which goes back to the system, and to the budget, with its last user.
///
/// It is mapped and not allocated: an allocator keeps what it is given back, and several parts of
/// 64 MiB that nobody uses would stay with the process.
///
/// `@unchecked Sendable`: it is filled by one task, and only read from then on.
final class PartBuffer: @unchecked Sendable {
  let bytes: UnsafeMutableRawBufferPointer
  private let budget: MemoryBudget

  /// Waits for room in the budget.
  ///
  /// - Throws: ``ChunkError`` if the task is cancelled or the system has no memory.
  static func make(count: Int, _ budget: MemoryBudget) async throws(ChunkError) -> PartBuffer {
    try await budget.take(Int64(count))
    guard
      let memory = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | Self.anonymous, -1, 0),
      memory != MAP_FAILED
    else {
      budget.give(back: Int64(count))
      throw ChunkError(
        .internal, "The system has no \(count) bytes of memory for a part",
        remedy: "Give the upload a smaller budget of memory, or the process more", isTemporary: true)
    }
    return PartBuffer(UnsafeMutableRawBufferPointer(start: memory, count: count), budget)
  }

  #if canImport(Darwin)
    private static let anonymous = MAP_ANON
  #else
    private static let anonymous = MAP_ANONYMOUS
  #endif

  private init(_ bytes: UnsafeMutableRawBufferPointer, _ budget: MemoryBudget) {
    self.bytes = bytes
    self.budget = budget
  }

  deinit {
    munmap(bytes.baseAddress, bytes.count)
    budget.give(back: Int64(bytes.count))
  }

  /// Hands on the bytes in pieces, each of which takes a moment.
  func forEachPiece(_ take: (UnsafeRawBufferPointer) -> Void) {
    for start in stride(from: 0, to: bytes.count, by: 256 << 10) {
      take(UnsafeRawBufferPointer(rebasing: bytes[start..<min(bytes.count, start + 256 << 10)]))
    }
  }

  /// The bytes as a body, which keeps this buffer.
  var body: RequestBody {
    guard let start = bytes.baseAddress else { return .none }
    return .bytes(
      Data(
        bytesNoCopy: start, count: bytes.count,
        deallocator: .custom { _, _ in withExtendedLifetime(self) {} }))
  }
}
