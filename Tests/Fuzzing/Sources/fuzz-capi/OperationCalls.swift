internal import CChunk
internal import Foundation
internal import FuzzSupport

extension Calls {
  private static let waits: [Int64] = [0, 1, 5, 50, 200]

  static let operations: [@Sendable (Interpreter) -> Void] = [
    { machine in
      let descriptor = chunk_operation_descriptor(machine.handle(.operation))
      guard descriptor >= 0 else { return }
      var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      poll(&entry, 1, CInt(machine.input.below(20)))
    },
    { machine in
      let code = chunk_operation_wait(machine.handle(.operation), machine.input.one(of: waits))
      expect([CHUNK_OVER, CHUNK_TIMED_OUT, CHUNK_INTERRUPTED, CHUNK_MISUSED].contains(code), "wait: \(code)")
    },
    { machine in Self.nextEvent(machine, machine.handle(.operation)) },
    { machine in Self.nextEvent(machine, machine.handle(.operation)) },
    { machine in
      expect((0...1).contains(chunk_operation_is_over(machine.handle(.operation))), "is_over")
    },
    { machine in machine.made(.result) { chunk_operation_result(machine.handle(.operation), $0) } },
    { machine in chunk_operation_cancel(machine.handle(.operation), Int32(machine.input.below(3)) - 1) },
    { machine in
      // An operation that was cancelled is over soon, and then has a result or an error.
      let operation = machine.handle(.operation)
      chunk_operation_cancel(operation, CHUNK_KEEP)
      let code = Clock.limit("the wait for a cancelled operation") {
        chunk_operation_wait(operation, machine.input.byte() < 128 ? -1 : .min)
      }
      expect(code == CHUNK_OVER || code == CHUNK_MISUSED, "a cancelled operation: \(code)")
      machine.made(.result) { chunk_operation_result(operation, $0) }
    },
    { machine in
      let token = machine.text(["first", "second", "a b", "\u{e9}"])
      machine.set { chunk_operation_give_token(machine.handle(.operation), token, $0) }
    },
    { machine in
      chunk_operation_refuse_token(machine.handle(.operation), machine.text(["no reason", "\n"]))
    },
    { machine in
      let handle = machine.handle(.operation)
      machine.pool.remove(.operation, handle)
      Clock.limit("chunk_operation_free") { chunk_operation_free(handle) }
    },
  ]

  private static func nextEvent(_ machine: Interpreter, _ operation: OpaquePointer?) {
    let wait = machine.input.one(of: waits)
    guard machine.input.byte() < 230 else {
      expect(chunk_operation_next_event(operation, wait, nil) != CHUNK_EVENT, "an event without a place")
      return
    }
    var event = OpaquePointer(bitPattern: 0xdead)
    let code = chunk_operation_next_event(operation, wait, &event)
    expect((code == CHUNK_EVENT) == (event != nil), "next_event: \(code), \(String(describing: event))")
    if machine.input.byte() < 128 { Events.examine(event) }
    machine.pool.add(.event, event)
  }
}
