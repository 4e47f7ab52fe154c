internal import CChunk
internal import Foundation
internal import FuzzSupport

/// Calls the functions of chunk.h, in an order and with arguments that the input says.
///
/// The input's first bytes choose the server's answers and the number of threads; each of the rest begins a call.
@main enum FuzzCAPI {
  static func main() {
    World.prepare()
    Fuzzer.main { bytes, count in
      LastInput.keep(bytes, count)
      FuzzCAPI.run(Input([UInt8](UnsafeRawBufferPointer(start: bytes, count: count))[...]))
      return 0
    }
  }

  static func run(_ input: Input) {
    Rest.begin()
    World.lend(true)
    let manner = input.byte()
    Server.shared.begin(Answers(Input(input.take(Int(input.byte() & 63))[...])))
    let pool = Pool()
    if manner % 4 == 3 {
      let (first, second) = input.halves()
      let end = DispatchSemaphore(value: 0)
      Thread.detachNewThread {
        Interpreter(second, pool).run()
        end.signal()
      }
      Interpreter(first, pool).run()
      end.wait()
    } else {
      Interpreter(input, pool).run()
    }
    pool.freeAll()
    Rest.wait()
  }
}
