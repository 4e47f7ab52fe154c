import ArgumentParser
import ChunkCore
import HTTPTypes

/// Where the service is and who asks: for every command that talks to it.
struct ServiceOptions: ParsableArguments, Sendable {
  @Option(
    help: ArgumentHelp(
      "The service's base URL, for files. [$CHUNK_BASE_URL] (default: https://api.box.com)", valueName: "url")
  )
  var baseUrl: String?

  @Option(
    help: ArgumentHelp(
      "The service's upload URL, for sessions. [$CHUNK_UPLOAD_URL] (default: https://upload.box.com/api)",
      valueName: "url"))
  var uploadUrl: String?

  @Option(
    help: ArgumentHelp(
      "Where tokens are issued. [$CHUNK_TOKEN_URL] "
        + "(default: https://api.box.com/oauth2/token; /oauth2/token below another base URL)",
      valueName: "url"))
  var tokenUrl: String?

  @Option(
    name: .customLong("allow-host"),
    help: ArgumentHelp(
      "A host that may have the token, besides Box's and those of these URLs: HOST or HOST:PORT. May be repeated. "
        + "[$CHUNK_ALLOW_HOST, with commas]",
      valueName: "host"))
  var allowedHosts: [String] = []

  @OptionGroup(title: "Credentials") var credentials: CredentialOptions

  @Option(
    help: ArgumentHelp(
      "Trusted certificates in PEM form, instead of the system's. [$CHUNK_CA_FILE]", valueName: "file"),
    completion: .file())
  var caFile: String?

  @OptionGroup var network: NetworkOptions

  @Option(
    name: .customLong("header"),
    help: ArgumentHelp(
      "A header field for every request, such as 'As-User: 123'. May be repeated.",
      valueName: "name: value"))
  var headers: [String] = []

  @Flag(name: .shortAndLong, help: "Log each request to standard error. Tokens are never logged.")
  var verbose = false

  var base: EndpointSetting {
    EndpointSetting(flag: "--base-url", variable: "CHUNK_BASE_URL", given: baseUrl)
  }

  var upload: EndpointSetting {
    EndpointSetting(flag: "--upload-url", variable: "CHUNK_UPLOAD_URL", given: uploadUrl)
  }

  private var tokens: EndpointSetting {
    EndpointSetting(flag: "--token-url", variable: "CHUNK_TOKEN_URL", given: tokenUrl)
  }

  private var hosts: [String] {
    guard allowedHosts.isEmpty else { return allowedHosts }
    return Environment.value(nil, "CHUNK_ALLOW_HOST")?.split(separator: ",").map { host in
      String(host.drop { $0 == " " })
    } ?? []
  }

  /// Where the service is.
  ///
  /// - Parameter authorize: The page to log in on, for the command that needs it.
  /// - Throws: ``ChunkError`` if a URL cannot be used.
  func endpoints(authorize: EndpointSetting? = nil) throws -> ServiceEndpoints {
    try EndpointSetting.endpoints(
      base: base, upload: upload, tokens: tokens, allowedHosts: hosts, authorize: authorize)
  }

  /// The extra header fields.
  ///
  /// - Throws: ``ChunkError`` for one that is not `Name: value`. It names the name and never the
  ///   value, which may be a secret.
  func extraHeaders() throws(ChunkError) -> HTTPFields {
    var fields = HTTPFields()
    for line in headers {
      let pieces = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let isClean = line.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
      guard pieces.count == 2, isClean, let name = HTTPField.Name(String(pieces[0])) else {
        // Without a colon nobody knows where the name ends.
        let shown = pieces.count == 2 ? "The --header '\(pieces[0])'" : "A --header without a colon"
        throw ChunkError(
          .invalidArgument, "\(shown) is not of the form 'Name: value'",
          remedy: "Write it as in --header 'As-User: 123', without line breaks")
      }
      fields.append(HTTPField(name: name, value: String(pieces[1].drop { $0 == " " })))
    }
    return fields
  }

  /// The flags among these settings, to go into a command that is to be pasted. Of header fields only
  /// the user that is acted for: others may be secrets.
  var words: [String] {
    let flags = [
      ("--base-url", baseUrl), ("--upload-url", uploadUrl), ("--token-url", tokenUrl), ("--ca-file", caFile),
    ]
    let users = headers.filter { $0.lowercased().hasPrefix("as-user:") }
    return flags.flatMap(ShellWord.option) + network.words + allowedHosts.flatMap { ["--allow-host", $0] }
      + credentials.words
      + users.flatMap { ["--header", $0] }
  }

  /// The settings that ``words`` leaves out, in words; `nil` if there are none.
  var secretWords: String? {
    let hasHeaders = headers.contains { !$0.lowercased().hasPrefix("as-user:") }
    let left = [hasHeaders ? "other --header options" : nil, network.hasSecretProxy ? "--proxy" : nil]
    let words = left.compactMap { $0 }.joined(separator: " and ")
    return words.isEmpty ? nil : words
  }
}
