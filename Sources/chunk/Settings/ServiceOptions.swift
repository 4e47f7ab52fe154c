import ArgumentParser
import ChunkCore
import ChunkTransport
import ChunkTransportCurl
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
      valueName: "file"))
  var tokenFile: String?

  @Option(
    help: ArgumentHelp(
      "Trusted certificates in PEM form, instead of the system's. [$CHUNK_CA_FILE]", valueName: "file"))
  var caFile: String?

  @Option(
    name: .customLong("header"),
    help: ArgumentHelp(
      "A header field for every request, such as 'As-User: 123'. May be repeated.",
      valueName: "name: value"))
  var headers: [String] = []

  @Flag(name: .shortAndLong, help: "Log each request to standard error. Tokens are never logged.")
  var verbose = false

  /// The manager that these settings describe.
  ///
  /// - Throws: ``ChunkError`` if a setting is wrong or there is no token.
  func manager() throws -> ChunkedUploadsManager {
    let endpoints = try ServiceEndpoints(
      base: Environment.value(baseUrl, "CHUNK_BASE_URL") ?? "https://api.box.com",
      upload: Environment.value(uploadUrl, "CHUNK_UPLOAD_URL") ?? "https://upload.box.com/api")
    let caFile = Environment.value(caFile, "CHUNK_CA_FILE")
    if let caFile, (try? OpenFile(path: caFile)) == nil {
      throw ChunkError(
        .invalidArgument, "The certificate file '\(caFile)' cannot be read",
        remedy: "Check its path and its permissions")
    }
    let token = try AccessTokenSetting.token(file: Environment.value(tokenFile, "CHUNK_TOKEN_FILE"))
    let transport: CurlTransport
    do {
      transport = try CurlTransport(
        options: CurlOptions(
          certificateAuthorityFile: caFile, userAgent: "chunk/\(Version.current)"))
    } catch {
      throw ChunkError(.internal, "\(error)", remedy: "Check the installation of libcurl", cause: error)
    }
    var logger = Logger(label: "chunk", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = verbose ? .debug : .warning
    return ChunkedUploadsManager(
      transport: transport, tokens: StaticToken(token), endpoints: endpoints, logger: logger)
  }

  /// The extra header fields.
  ///
  /// - Throws: ``ChunkError`` for one that is not `Name: value`, without repeating it: it may be a
  ///   secret.
  func extraHeaders() throws(ChunkError) -> HTTPFields {
    var fields = HTTPFields()
    for line in headers {
      let pieces = line.split(separator: ":", maxSplits: 1)
      let isClean = line.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
      guard pieces.count == 2, isClean, let name = HTTPField.Name(String(pieces[0])) else {
        throw ChunkError(
          .invalidArgument, "A --header is not of the form 'Name: value'",
          remedy: "Write it as in --header 'As-User: 123', without line breaks")
      }
      fields.append(HTTPField(name: name, value: String(pieces[1].drop { $0 == " " })))
    }
    return fields
  }
}
