internal import CChunk
internal import FuzzSupport

/// The calls that an input can name, each of them by a byte.
enum Calls {
  static let all: [@Sendable (Interpreter) -> Void] =
    simple + options + sources + results + events + operations + steps + steps + started + started + uploads

  private static let simple: [@Sendable (Interpreter) -> Void] = [
    { machine in
      expect(machine.checked(chunk_version()), "no version")
      expect(machine.checked(chunk_build_information()), "no build information")
      expect(chunk_abi_version() == CHUNK_ABI_VERSION, "another ABI")
    },
    { machine in machine.examine(machine.handle(.error)) },
    { machine in
      let handle = machine.handle(.error)
      machine.pool.remove(.error, handle)
      chunk_error_free(handle)
    },
    { machine in machine.made(.client) { chunk_client_new(machine.handle(.clientOptions), $0) } },
    { machine in
      machine.made(.realClient) { chunk_client_with_token(machine.text(["first", "A.b-c_d~+/="]), $0) }
    },
    { machine in
      let handle = machine.handle(machine.input.byte() < 128 ? .client : .realClient)
      machine.pool.remove(.client, handle)
      machine.pool.remove(.realClient, handle)
      Clock.limit("chunk_client_free") { chunk_client_free(handle) }
    },
    refusedOptions,
  ]

  /// A client that is made of anything, and never used: only its URLs are looked at.
  private static let refusedOptions: @Sendable (Interpreter) -> Void = { machine in
    let options = chunk_options_new()
    for name in ["base_url", "upload_url", "ca_file", "user_agent", "access_token", "limit_rate", "proxy"] {
      machine.set { chunk_options_set_text(options, name, machine.text(oddValues), $0) }
    }
    for name in ["connect_timeout_ms", "attempts", "patience_ms", "limit_rate", "parallel", "resume"] {
      machine.set { chunk_options_set_integer(options, name, machine.input.integer(), $0) }
    }
    let client = machine.tried({ $0 == nil }) { chunk_client_new(options, $0) }
    chunk_client_free(client)
    chunk_options_free(options)
  }

  private static let oddValues = [
    "https://upload.app.box.com/api/", "http://127.0.0.1:0", "http://[::1]:99999/", "https://a@b", "https://",
    "https://b\u{fc}cher.example/%2e%2e/", "HTTP://LOCALHOST:1/a?b#c", "/dev/null", "/", "token",
    "socks5h://u:p%40@[::1]:1",
  ]
}
