internal import CChunk
internal import FuzzSupport

extension Calls {
  static let options: [@Sendable (Interpreter) -> Void] = [
    { machine in machine.pool.add(.callOptions, sensible(machine)) },
    { machine in machine.pool.add(.clientOptions, forClient(machine)) },
    { machine in
      machine.set {
        chunk_options_set_text(machine.options(), machine.optionName(), machine.text(values), $0)
      }
    },
    { machine in
      machine.set {
        chunk_options_set_integer(machine.options(), machine.optionName(), machine.input.integer(), $0)
      }
    },
    { machine in
      machine.set {
        chunk_options_set_header(
          machine.options(), machine.text(["As-User", "Authorization", "Content-Length", "Host", "X"]),
          machine.text(["1", "", "a b"]), $0)
      }
    },
    { machine in
      let function = machine.input.byte() < 200 ? Callbacks.token : nil
      machine.set {
        chunk_options_set_token_function(
          machine.handle(.clientOptions), function, machine.pool.context(machine), $0)
      }
    },
    { machine in
      let function = machine.input.byte() < 200 ? Callbacks.event : nil
      machine.set {
        chunk_options_set_event_function(machine.options(), function, machine.pool.context(machine), $0)
      }
    },
    { machine in
      let function = machine.input.byte() < 200 ? Callbacks.interrupt : nil
      machine.set {
        chunk_options_set_interrupt_function(machine.options(), function, machine.pool.context(machine), $0)
      }
    },
    { machine in
      let handle = machine.handle(machine.input.byte() < 128 ? .callOptions : .clientOptions)
      machine.pool.remove(.callOptions, handle)
      machine.pool.remove(.clientOptions, handle)
      chunk_options_free(handle)
    },
    { machine in table(UInt(truncatingIfNeeded: machine.input.integer()), machine) },
  ]

  private static let values = [
    "0", "1", "8", "64", "keep", "abort", "9223372036854775807", "-1", "2026-11-23T00:00:00Z", "A1B2",
    "\"1\"",
  ]

  /// The table at an index, also beyond its end.
  private static func table(_ index: UInt, _ machine: Interpreter) {
    let index = Int(bitPattern: index)
    let isThere = index >= 0 && index < chunk_option_count()
    let texts = [
      chunk_option_name(index), chunk_option_type(index), chunk_option_scope(index),
      chunk_option_default(index), chunk_option_choices(index), chunk_option_help(index),
    ]
    for text in texts { expect(machine.checked(text) == isThere, "the option \(index)") }
    expect(chunk_option_minimum(index) <= chunk_option_maximum(index), "the bounds of the option \(index)")
  }

  /// Options with which nothing waits long. Those that would change that cannot be set later.
  private static func sensible(_ machine: Interpreter) -> OpaquePointer? {
    let options = chunk_options_new()
    let attempts: Int64 = machine.input.byte() % 4 == 3 ? 2 : 1
    for (name, value) in [("attempts", attempts), ("patience_ms", 0), ("commit_time_ms", 150)] {
      expect(chunk_options_set_integer(options, name, value, nil) == 1, "\(name) cannot be set")
    }
    expect(chunk_options_set_text(options, "state_dir", World.directory, nil) == 1, "state_dir cannot be set")
    return options
  }

  private static func forClient(_ machine: Interpreter) -> OpaquePointer? {
    let options = sensible(machine)
    for name in ["connect", "send", "answer", "receive"] {
      _ = chunk_options_set_integer(options, name + "_timeout_ms", 200, nil)
    }
    _ = chunk_options_set_text(options, "base_url", machine.input.one(of: World.urls), nil)
    _ = chunk_options_set_text(options, "upload_url", machine.input.one(of: World.urls), nil)
    if machine.input.byte() < 200 { _ = chunk_options_set_text(options, "access_token", "first", nil) }
    return options
  }
}

extension Interpreter {
  func options() -> OpaquePointer? { handle(input.byte() < 200 ? .callOptions : .clientOptions) }

  /// The name of an option that makes no call wait and leads nowhere, or any text.
  func optionName() -> UnsafePointer<CChar>? {
    let choice = input.byte()
    guard choice < 240 else { return made(input.take(input.below(12))) }
    let kept: Set = [
      "base_url", "upload_url", "connect_timeout_ms", "send_timeout_ms", "answer_timeout_ms",
      "receive_timeout_ms", "attempts", "patience_ms", "commit_time_ms", "state_dir", "limit_rate",
    ]
    guard let name = chunk_option_name(Int(choice) % chunk_option_count()) else { return nil }
    return kept.contains(String(cString: name)) ? made(Array("parallel".utf8)) : name
  }
}
