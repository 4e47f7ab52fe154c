#if canImport(FoundationNetworking)
  internal import ChunkTransport
  internal import Foundation

  /// The proxies that libcurl, below FoundationNetworking, takes from the environment. It cannot be told not to.
  ///
  /// Over http a proxy reads everything, the token included. For https libcurl hands on the proxy's answer to
  /// `CONNECT`, and FoundationNetworking takes it for the server's: of an answer that was lost it would be said that
  /// it was a 200. So the request is refused where a proxy of the kind would be used, or might be.
  struct EnvironmentProxies: Sendable {
    let variables: [String: String]

    static var current: EnvironmentProxies {
      EnvironmentProxies(variables: ProcessInfo.processInfo.environment)
    }

    /// - Throws: ``TransportError`` with reason ``TransportError/Reason/unsupported`` that names the variable.
    func check(scheme: String, authority: String) throws(TransportError) {
      guard let (name, value) = proxy(for: scheme), !isExempt(authority) else { return }
      if scheme == "https", Self.isTransparent(value) { return }
      let why =
        scheme == "http"
        ? "would send this in the clear through the proxy"
        : "cannot tell the proxy's answers from the server's"
      throw .unsupported(
        "\(name) is set, and URLSession on this system \(why); use the libcurl transport, unset it, "
          + "or name the host in no_proxy")
    }

    /// The variable that counts, as libcurl reads them; there is no `HTTP_PROXY`, which a CGI client could set.
    private func proxy(for scheme: String) -> (name: String, value: String)? {
      let names =
        scheme == "http"
        ? ["http_proxy", "all_proxy", "ALL_PROXY"] : ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
      for name in names { if let value = variables[name], !value.isEmpty { return (name, value) } }
      return nil
    }

    /// SOCKS gives no answer that looks like one.
    private static func isTransparent(_ proxy: String) -> Bool { proxy.lowercased().hasPrefix("socks") }

    /// Whether libcurl takes no proxy for a host. It matches more than this does: ends of names, ranges of addresses.
    private func isExempt(_ authority: String) -> Bool {
      let list = ["no_proxy", "NO_PROXY"].lazy.compactMap { variables[$0] }.first { !$0.isEmpty } ?? ""
      let names = list.split { $0 == "," || $0 == " " }.map { $0.lowercased() }
      let host = Self.host(of: authority.lowercased())
      return list == "*" || names.contains(host)
    }

    private static func host(of authority: String) -> String {
      if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
        return String(authority[authority.index(after: authority.startIndex)..<end])
      }
      return String(authority.prefix { $0 != ":" })
    }
  }
#endif
