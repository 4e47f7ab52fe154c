internal import CChunk
internal import Foundation
internal import FuzzSupport

/// What a callback has for its `user`. It does what the input says, on the thread that made it.
final class Context {
  unowned let interpreter: Interpreter
  private let thread = pthread_self()
  let manner: UInt8

  init(_ interpreter: Interpreter) {
    self.interpreter = interpreter
    manner = interpreter.input.byte()
  }

  /// The input is one thread's; another one that waits for the operation goes without.
  var isOwnThread: Bool { pthread_equal(thread, pthread_self()) != 0 }

  static func of(_ user: UnsafeMutableRawPointer?) -> Context? {
    user.map { Unmanaged<Context>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Makes calls from inside a callback.
  func interfere() { if isOwnThread, manner % 4 == 3 { interpreter.step() } }
}

/// The functions that the library calls.
enum Callbacks {
  static let token: chunk_token_function = { user, operation, isRejected in
    expect((0...1).contains(isRejected), "is_rejected is \(isRejected)")
    guard let context = Context.of(user) else { return -1 }
    context.interfere()
    switch context.manner % 8 {
    case 0..<5: return chunk_operation_give_token(operation, isRejected == 1 ? "second" : "first", nil) - 1
    case 5: return chunk_operation_give_token(operation, "\n\u{7f}", nil)
    case 6:
      chunk_operation_refuse_token(operation, "no \u{202E}reason")
      return 0
    default: return 0
    }
  }

  static let event: chunk_event_function = { user, operation, event in
    guard let context = Context.of(user) else { return 1 }
    Events.examine(event)
    context.interfere()
    if context.manner % 16 == 5 { chunk_operation_cancel(operation, CHUNK_ABORT) }
    return context.manner % 8 == 6 ? 1 : 0
  }

  static let interrupt: chunk_interrupt_function = { user in Int32(Context.of(user)?.manner ?? 0) & 1 }

  static let read: chunk_read_function = { user, buffer, size in
    guard let context = Context.of(user), context.isOwnThread, let buffer else { return -1 }
    context.interfere()
    let interpreter = context.interpreter
    let count = min(size, interpreter.readable)
    let short = min(count, 1 + Int(context.manner))
    switch context.manner % 32 {
    case 0..<20: break
    case 20..<24:
      memset(buffer, 0x2a, short)
      interpreter.readable -= max(short, 1 << 14)
      return Int64(short)
    case 24: return -1
    case 25: return Int64(size) + 1
    case 26: return .max
    case 27: return .min
    case 28: return 0
    default: break
    }
    memset(buffer, 0x2a, count)
    interpreter.readable -= count
    return Int64(count)
  }
}
