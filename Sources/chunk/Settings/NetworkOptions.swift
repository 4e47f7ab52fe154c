import ArgumentParser
import ChunkCore
import ChunkTransport

/// How the service is reached: for every command that talks to it.
struct NetworkOptions: ParsableArguments, Sendable {
  @Option(
    help: ArgumentHelp(
      "What sends the requests: curl or urlsession. [$CHUNK_TRANSPORT] (default: curl)", valueName: "name"))
  var transport: TransportName?

  @Option(
    help: ArgumentHelp(
      "A proxy for https, by http, https, socks5 or socks5h. [$CHUNK_PROXY] (default: $https_proxy and $no_proxy)",
      valueName: "url"))
  var proxy: String?

  @Option(
    help: ArgumentHelp(
      "How long connecting may take. [$CHUNK_CONNECT_TIMEOUT] (default: 30)", valueName: "seconds"))
  var connectTimeout: Int?

  @Option(
    help: ArgumentHelp(
      "How long nothing may move, either way. [$CHUNK_STALL_TIMEOUT] (default: 30)", valueName: "seconds"))
  var stallTimeout: Int?

  @Option(
    help: ArgumentHelp(
      "How long the service may take to begin an answer. [$CHUNK_ANSWER_TIMEOUT] (default: 120)",
      valueName: "seconds"))
  var answerTimeout: Int?

  /// A day.
  private static let range = 1...86_400

  func validate() throws {
    let timeouts = [
      ("--connect-timeout", connectTimeout), ("--stall-timeout", stallTimeout),
      ("--answer-timeout", answerTimeout),
    ]
    for case (let flag, let seconds?) in timeouts where !Self.range.contains(seconds) {
      throw ValidationError("\(flag) is to be 1 to \(Self.range.upperBound) seconds.")
    }
  }

  /// How long each phase of a request may take.
  ///
  /// - Throws: ``ChunkError`` that names the variable that is wrong.
  func limits() throws(ChunkError) -> TransportLimits {
    var limits = TransportLimits()
    if let connect = try Self.duration(connectTimeout, "CHUNK_CONNECT_TIMEOUT") { limits.connect = connect }
    if let stall = try Self.duration(stallTimeout, "CHUNK_STALL_TIMEOUT") {
      limits.sendStall = stall
      limits.receiveStall = stall
    }
    if let answer = try Self.duration(answerTimeout, "CHUNK_ANSWER_TIMEOUT") { limits.answer = answer }
    return limits
  }

  private static func duration(_ flag: Int?, _ variable: String) throws(ChunkError) -> Duration? {
    if let flag { return .seconds(flag) }
    guard let text = Environment.value(nil, variable) else { return nil }
    guard let seconds = Int(text), range.contains(seconds) else {
      throw ChunkError(
        .invalidArgument, "\(variable) is '\(text)', which is no time",
        remedy: "Give 1 to \(range.upperBound) seconds, or leave it out")
    }
    return .seconds(seconds)
  }

  /// The transport that was chosen.
  ///
  /// - Throws: ``ChunkError`` if the variable names none.
  func name() throws(ChunkError) -> TransportName {
    if let transport { return transport }
    guard let text = Environment.value(nil, "CHUNK_TRANSPORT") else { return .curl }
    guard let name = TransportName(rawValue: text) else {
      throw ChunkError(
        .invalidArgument, "CHUNK_TRANSPORT is '\(text)', which is no transport",
        remedy: "Give curl or urlsession, or leave it out")
    }
    return name
  }

  /// The proxy that was named.
  ///
  /// - Throws: ``ChunkError`` if its URL is none. It does not show the proxy's password.
  func proxyServer() throws(ChunkError) -> ProxyServer? {
    guard let text = Environment.value(proxy, "CHUNK_PROXY") else { return nil }
    do throws(TransportError) {
      return try ProxyServer(url: text)
    } catch {
      throw ChunkError(
        .invalidArgument, "\(proxy == nil ? "CHUNK_PROXY" : "--proxy") cannot be used: \(error.message)",
        remedy: "Give a URL such as http://proxy.example:3128", cause: error)
    }
  }

  /// The flags that were given, to go into a command that is to be pasted; a proxy only if it has no password.
  var words: [String] {
    let flags: [(String, String?)] = [
      ("--transport", transport?.rawValue), ("--proxy", hasSecretProxy ? nil : proxy),
      ("--connect-timeout", connectTimeout.map(String.init)),
      ("--stall-timeout", stallTimeout.map(String.init)),
      ("--answer-timeout", answerTimeout.map(String.init)),
    ]
    return flags.flatMap(ShellWord.option)
  }

  /// Whether ``words`` leaves the proxy out.
  var hasSecretProxy: Bool {
    guard let proxy else { return false }
    return (try? ProxyServer(url: proxy))?.hasCredentials ?? true
  }
}
