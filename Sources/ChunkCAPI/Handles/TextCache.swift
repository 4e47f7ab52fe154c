internal import ChunkThreads

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Texts that were handed out as C strings, kept as long as the object that they were asked of.
///
/// `@unchecked Sendable`: the pointers are only read once they are made.
final class TextCache: @unchecked Sendable {
  private let texts = Mutex<[String: Entry]>([:])

  /// `@unchecked Sendable`: nobody writes there once it is made.
  private struct Entry: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<CChar>
  }

  deinit {
    texts.withLock { texts in
      for entry in texts.values { free(entry.pointer) }
    }
  }

  /// A text as a C string, under a name by which it is found again.
  func pointer(_ name: String, _ text: () -> String?) -> UnsafePointer<CChar>? {
    texts.withLock { texts -> Entry? in
      if let entry = texts[name] { return entry }
      // C would take a part of a text with a NUL for the whole.
      guard let text = text(), !text.utf8.contains(0), let pointer = strdup(text) else { return nil }
      let entry = Entry(pointer: pointer)
      texts[name] = entry
      return entry
    }.map { UnsafePointer($0.pointer) }
  }
}
