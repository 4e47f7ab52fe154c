internal import CChunk
internal import Foundation
internal import FuzzSupport

/// A thread of the program: reads calls from an input and makes them.
final class Interpreter: @unchecked Sendable {
  let input: Input
  let pool: Pool
  /// Texts that were made for the calls under way.
  private var texts: [UnsafeMutablePointer<CChar>] = []
  private var depth = 0
  /// How many bytes readers may still give.
  var readable = World.fileSize

  init(_ input: Input, _ pool: Pool) {
    self.input = input
    self.pool = pool
  }

  func run() {
    // The rest of a long input is left: a run is to be short.
    for _ in 0..<64 where !input.isEmpty { step() }
  }

  /// Makes one call. Callbacks make some as well.
  func step() {
    guard depth < 3 else { return }
    depth += 1
    let mark = texts.count
    Calls.all[Int(input.byte()) % Calls.all.count](self)
    // What is passed is copied: it is gone as soon as a call returns.
    for text in texts[mark...] { free(text) }
    texts.removeSubrange(mark...)
    depth -= 1
  }

  // MARK: Arguments

  /// Mostly a handle of the kind; also those that were freed or are of other kinds, junk and NULL.
  func handle(_ kind: Pool.Kind) -> OpaquePointer? {
    let choice = input.byte()
    switch choice {
    case 0..<200: return pool.handle(kind, Int(choice))
    case 200..<215: return pool.freedHandle(input.below(256))
    case 215..<235: return pool.handle(input.one(of: Pool.Kind.allCases.dropLast()), Int(choice))
    case 235..<245:
      let junk = UInt(bitPattern: Int(input.integer()))
      // Not a guess at another thread's handles.
      return OpaquePointer(bitPattern: junk >> 48 == 0xc ? ~junk : junk)
    default: return nil
    }
  }

  /// A client or, for requests that are sent once, perhaps one of the real service.
  func anyClient() -> OpaquePointer? {
    let client = handle(.client)
    return client ?? (input.byte() < 64 ? pool.handle(.realClient, 0) : nil)
  }

  /// A text: one of some good ones, or anything.
  func text(_ good: [String]) -> UnsafePointer<CChar>? {
    let choice = input.byte()
    switch choice {
    case 0..<180: return made(Array(good[Int(choice) % good.count].utf8))
    case 180..<220: return made(input.take(input.below(64)))
    case 220..<232: return made(input.take(input.below(16)) + [0xff, 0xc3])
    case 232..<236: return made([UInt8](repeating: input.byte(), count: 70_000))
    case 236..<242: return made([])
    case 242..<247: return made(Array("a\u{301}\u{1F600}/~\u{202E}\u{FEFF}\r\n".utf8))
    default: return nil
    }
  }

  /// A C string of its own, so that reading beyond its end is seen.
  func made(_ bytes: [UInt8]) -> UnsafePointer<CChar>? {
    guard let copy = malloc(bytes.count + 1)?.assumingMemoryBound(to: CChar.self) else { return nil }
    for (index, byte) in bytes.enumerated() { copy[index] = CChar(bitPattern: byte) }
    copy[bytes.count] = 0
    texts.append(copy)
    return UnsafePointer(copy)
  }
}
