/// Which URLs may be given the token: the one place that says.
///
/// The service answers session creation with absolute URLs, and official clients send the token to
/// whatever they say. Here a URL has to be on a configured origin, or https on the default port of a
/// host of Box: `box.com`, `box-gov.com` and the names under them.
struct URLPolicy: Sendable {
  private let configured: [ServiceURL]

  init(endpoints: ServiceEndpoints) {
    configured = [endpoints.base, endpoints.upload] + endpoints.allowed
  }

  /// Takes a URL apart and checks it.
  ///
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/urlRefused``, which names the origin.
  func checked(_ text: String) throws(ChunkError) -> ServiceURL {
    let url = try ServiceURL(text)
    if configured.contains(where: { $0.scheme == url.scheme && $0.host == url.host && $0.port == url.port }) {
      return url
    }
    guard url.scheme == "https" else {
      throw .urlRefused(
        "The URL on \(url.scheme)://\(url.authority) is not https", "The token goes over https only")
    }
    guard url.isOfBox else {
      throw .urlRefused(
        "The host \(url.host) is neither Box's nor a configured one",
        "Allow the host, or set it as the base or upload URL, if you trust it with the token")
    }
    guard url.port == 443 else {
      throw .urlRefused(
        "The URL on \(url.authority) has the port \(url.port)", "Box's hosts are on port 443")
    }
    return url
  }
}

extension ServiceURL {
  private static let domains = ["box.com", "box-gov.com"]

  /// Whether the host is Box's own, by its name.
  var isOfBox: Bool {
    Self.domains.contains { host == $0 || host.hasSuffix("." + $0) }
  }
}
