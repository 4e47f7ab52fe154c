internal import CChunk
internal import FuzzSupport

private let pointers = [
  "", "/", "/id", "/entries/0/id", "/entries/0/size", "/part/offset", "/total_count",
  "/session_endpoints/commit",
  "/is_rejected", "/message", "/0", "/limit", "/a~2b", "x",
]

extension Calls {
  static let results: [@Sendable (Interpreter) -> Void] = [
    { machine in Self.examine(machine, machine.handle(.result)) },
    { machine in
      let handle = machine.handle(.result)
      machine.pool.remove(.result, handle)
      chunk_result_free(handle)
    },
  ]

  static let events: [@Sendable (Interpreter) -> Void] = [
    { machine in
      let event = machine.handle(.event)
      Events.examine(event)
      let pointer = machine.text(pointers)
      machine.checked(chunk_event_text(event, pointer))
      var integer: Int64 = 0
      _ = chunk_event_integer(event, pointer, &integer)
      expect(chunk_event_integer(event, pointer, nil) == 0, "a number without a place")
    },
    { machine in
      let handle = machine.handle(.event)
      machine.pool.remove(.event, handle)
      chunk_event_free(handle)
    },
  ]

  private static func examine(_ machine: Interpreter, _ result: OpaquePointer?) {
    for text in [chunk_result_outcome(result), chunk_result_request_id(result), chunk_result_json(result)] {
      machine.checked(text)
    }
    Trace.line(chunk_result_json(result))
    _ = chunk_result_http_status(result)
    expect(chunk_result_retry_after_ms(result) >= -1, "retry_after_ms is below -1")
    machine.checked(chunk_result_header(result, machine.text(["content-type", "Location", ":", "x-é"])))
    let pointer = machine.text(pointers)
    let text = chunk_result_text(result, pointer)
    machine.checked(text)
    expect(chunk_result_text(result, pointer) == text, "a text has moved")
    machine.checked(chunk_result_value(result, pointer))
    expect(chunk_result_count(result, pointer) >= -1, "a count is below -1")
    var integer: Int64 = 77
    var number = 77.5
    var flag: Int32 = 77
    let isInteger = chunk_result_integer(result, pointer, &integer)
    let isNumber = chunk_result_number(result, pointer, &number)
    let isFlag = chunk_result_flag(result, pointer, &flag)
    expect(isInteger == 1 ? isNumber == 1 : isInteger == 0 && integer == 77, "an integer")
    expect(isNumber == 1 || isNumber == 0 && number == 77.5, "a number")
    expect(isFlag == 1 ? (0...1).contains(flag) : isFlag == 0 && flag == 77, "a flag")
    _ = chunk_result_integer(result, pointer, nil)
    _ = chunk_result_number(result, pointer, nil)
    _ = chunk_result_flag(result, pointer, nil)
  }
}

enum Events {
  /// Asks an event, or something else, what can be asked of every event.
  static func examine(_ event: OpaquePointer?) {
    for text in [chunk_event_name(event), chunk_event_json(event), chunk_event_text(event, "/message")] {
      guard let text else { continue }
      expect(String(validatingCString: text) != nil, "a text of an event is not UTF-8")
    }
    Trace.line(chunk_event_json(event))
    var integer: Int64 = 0
    var flag: Int32 = 0
    expect((0...1).contains(chunk_event_integer(event, "/total_bytes", &integer)), "an integer of an event")
    expect((0...1).contains(chunk_event_flag(event, "/is_rejected", &flag)), "a flag of an event")
    expect(chunk_event_flag(event, "/is_rejected", nil) == 0, "a flag without a place")
  }
}
