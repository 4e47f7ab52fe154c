import ArgumentParser
import ChunkCore
import ChunkTransport
import HTTPTypes
import Logging

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
      "A file that holds the access token alone. [$CHUNK_TOKEN_FILE] (default: the token in $BOX_ACCESS_TOKEN)",
      valueName: "file"),
    completion: .file())
  var tokenFile: String?

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

  private var base: EndpointSetting {
    EndpointSetting(flag: "--base-url", variable: "CHUNK_BASE_URL", given: baseUrl)
  }

  private var upload: EndpointSetting {
    EndpointSetting(flag: "--upload-url", variable: "CHUNK_UPLOAD_URL", given: uploadUrl)
  }

  var token: AccessTokenSetting {
    AccessTokenSetting(file: Environment.value(tokenFile, "CHUNK_TOKEN_FILE"))
  }

  /// Where the service is.
  ///
  /// - Throws: ``ChunkError`` if a URL cannot be used.
  func endpoints() throws -> ServiceEndpoints { try EndpointSetting.endpoints(base: base, upload: upload) }

  /// The manager that these settings describe.
  ///
  /// - Parameters:
  ///   - isQuiet: Whether warnings are left out.
  ///   - write: Takes these warnings, and the lines of the log.
  /// - Throws: ``ChunkError`` if a setting is wrong or there is no token.
  func manager(isQuiet: Bool, write: @escaping @Sendable (String) -> Void) throws -> ChunkedUploadsManager {
    let endpoints = try endpoints()
    if !isQuiet, let warning = EndpointSetting.warning(base: base, upload: upload) { write(warning) }
    let caFile = Environment.value(caFile, "CHUNK_CA_FILE")
    if let caFile, (try? OpenFile(path: caFile)) == nil {
      throw ChunkError(
        .invalidArgument, "The certificate file '\(caFile)' cannot be read",
        remedy: "Check its path and its permissions")
    }
    let token = try token.token()
    let transport = try network.name().make(certificates: caFile, proxy: network.proxyServer())
    let limits = try network.limits()
    var logger = Logger(label: "chunk", factory: { _ in LineLogHandler(write: write) })
    // What matters of a warning is in the error as well, if it comes to one.
    logger.logLevel = verbose ? .debug : isQuiet ? .error : .warning
    return ChunkedUploadsManager(
      transport: transport, tokens: StaticToken(token), endpoints: endpoints, limits: limits, logger: logger)
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
      ("--base-url", baseUrl), ("--upload-url", uploadUrl), ("--token-file", tokenFile),
      ("--ca-file", caFile),
    ]
    let users = headers.filter { $0.lowercased().hasPrefix("as-user:") }
    return flags.flatMap(ShellWord.option) + network.words
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
