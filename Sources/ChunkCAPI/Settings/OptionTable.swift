/// An option of the library, as programs find it in the table.
struct Option: Sendable {
  /// What values it takes.
  enum Kind: Sendable {
    case text
    case integer(ClosedRange<Int64>)
    case flag
    /// One of some words, with `|` between them.
    case choice(StaticString)
  }

  /// Where it belongs.
  enum Scope: Sendable {
    case client
    case call
  }

  let name: StaticString
  let kind: Kind
  let scope: Scope
  let standard: StaticString
  let help: StaticString

  init(_ name: StaticString, _ kind: Kind, _ scope: Scope, _ standard: StaticString, _ help: StaticString) {
    self.name = name
    self.kind = kind
    self.scope = scope
    self.standard = standard
    self.help = help
  }

  /// One without a default.
  init(_ name: StaticString, _ kind: Kind, _ scope: Scope, _ help: StaticString) {
    self.init(name, kind, scope, "", help)
  }
}

extension Option {
  private static let milliseconds: ClosedRange<Int64> = 1...86_400_000

  /// All options. Within an ABI version they are added at the end.
  static let all: [Option] = [
    Option("access_token", .text, .client, "An access token. Without one the token function is asked."),
    Option(
      "base_url", .text, .client, "https://api.box.com",
      "The URL before /2.0 for files; http is taken for loopback addresses only."),
    Option(
      "upload_url", .text, .client, "https://upload.box.com/api",
      "The URL before /2.0 for upload sessions; http is taken for loopback addresses only."),
    Option(
      "ca_file", .text, .client, "A file of trusted certificates in PEM form, instead of the system's."),
    Option("user_agent", .text, .client, "libchunk/0.1.0", "The User-Agent header field."),
    Option(
      "connect_timeout_ms", .integer(milliseconds), .client, "30000",
      "Milliseconds for name look-up, connecting and TLS together."),
    Option(
      "send_timeout_ms", .integer(milliseconds), .client, "30000",
      "Milliseconds in which no byte of a body leaves, after which the request fails."),
    Option(
      "answer_timeout_ms", .integer(milliseconds), .client, "120000",
      "Milliseconds from the end of a request to the first byte of its answer."),
    Option(
      "receive_timeout_ms", .integer(milliseconds), .client, "30000",
      "Milliseconds in which no byte of an answer comes, after which the request fails."),
    Option(
      "parallel", .integer(0...64), .call, "0",
      "How many parts are in flight at once; 0 for up to 8, as many as carry the most."),
    Option(
      "limit_rate", .integer(0...1_000_000_000_000_000), .call, "0",
      "The most bytes that go out in a second, over all connections; 0 for no limit."),
    Option(
      "memory", .integer(0...(1 << 40)), .call, "67108864",
      "Bytes to hold of sources that cannot be read again. One part is always held."),
    Option(
      "session_id", .text, .call,
      "A session that is open, to go on with; its parts are compared with the source."),
    Option(
      "resume", .flag, .call, "1",
      "Whether a record is kept by which the same call in a later process goes on."),
    Option(
      "state_dir", .text, .call,
      "The directory for these records. By default $XDG_STATE_HOME/chunk, or ~/.local/state/chunk."),
    Option(
      "on_failure", .choice("keep|abort"), .call, "keep", "What becomes of the session when an upload fails."),
    Option(
      "on_cancel", .choice("keep|abort"), .call, "keep",
      "What becomes of the session when an upload is ended by a signal or by the event function."),
    Option(
      "attempts", .integer(1...1000), .call, "6",
      "How many times a request is sent at least while nothing succeeds, the first time included."),
    Option(
      "patience_ms", .integer(0...604_800_000), .call, "300000",
      "Milliseconds for which an outage is waited out once the attempts are used up."),
    Option(
      "commit_time_ms", .integer(0...604_800_000), .call, "3600000",
      "Milliseconds for which a commit is repeated before the upload fails with still_processing."),
    Option("description", .text, .call, "The file's description, set with the commit."),
    Option(
      "content_created_at", .text, .call,
      "When the content was made: a date of RFC 3339, set with the commit."),
    Option(
      "content_modified_at", .text, .call,
      "When the content was last changed: a date of RFC 3339, set with the commit."),
    Option(
      "if_match", .text, .call,
      "The etag that the file must still have when a new version of it is committed."),
    Option("if_none_match", .text, .call, "An etag that the file must not have when it is committed."),
    Option(
      "plan", .choice("auto|always|never"), .call, "auto",
      "Whether the service is asked which parts it holds already; auto asks where it pays."),
    Option(
      "if_exists", .choice("fail|skip-same|version|rename"), .call, "fail",
      "What becomes of a new file whose name is taken in its folder."),
    Option(
      "proxy", .text, .client,
      "The URL of a proxy for https (http, https, socks5 or socks5h), instead of the environment's https_proxy."
    ),
    Option("client_id", .text, .client, "The id of an app, for client credentials or for a login."),
    Option("client_secret", .text, .client, "The app's secret."),
    Option(
      "enterprise_id", .text, .client,
      "The enterprise for whose service account an app gets tokens, by client credentials or by its key."),
    Option("user_id", .text, .client, "The user for whom an app gets tokens, instead of the enterprise."),
    Option(
      "jwt_config", .text, .client,
      "The JSON of an app that signs for its tokens with a key, as Box's developer console gives it."),
    Option("jwt_config_file", .text, .client, "A file that holds this JSON."),
    Option(
      "login_file", .text, .client,
      "A file that holds a user's login, such as the one that chunk login has made; processes may share it."),
    Option(
      "downscope", .text, .client,
      "Scopes with spaces between them: tokens that permit nothing else are made and used."),
    Option(
      "downscope_resource", .text, .client,
      "The URL of the only file or folder that those tokens are good for: https://api.box.com/2.0/folders/ID."
    ),
    Option(
      "token_url", .text, .client, "https://api.box.com/oauth2/token",
      "Where tokens are issued. By default /oauth2/token below base_url."),
    Option(
      "allow_host", .text, .client,
      "Hosts, HOST or HOST:PORT with commas between them, besides Box's, that the service may name for sessions."
    ),
    Option(
      "as_user", .text, .call,
      "The id of a user to act for, if the token may. An upload that goes on has to be the same user's."),
  ]

  /// The option of a name.
  static func named(_ name: String) -> Option? { all.first { $0.name.description == name } }
}
