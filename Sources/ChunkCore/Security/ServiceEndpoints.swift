/// Where the service is, and which other hosts belong to it.
public struct ServiceEndpoints: Sendable, Hashable {
  /// The URL before `/2.0/…` for files, such as `https://api.box.com`.
  public let base: ServiceURL
  /// The URL before `/2.0/…` for upload sessions, such as `https://upload.box.com/api`.
  public let upload: ServiceURL
  /// Where tokens are issued: `https://api.box.com/oauth2/token`.
  public let token: ServiceURL
  /// Where tokens are revoked: `https://api.box.com/oauth2/revoke`.
  public let revoke: ServiceURL
  /// The page on which users log in: `https://account.box.com/api/oauth2/authorize`.
  public let authorize: ServiceURL
  /// Further origins that may be given the token.
  let allowed: [ServiceURL]

  /// The upload URL as text, as ``ResumeRecord/uploadURL`` has it.
  public var uploadURL: String { upload.text }

  /// The token URL as text, as ``StoredLogin/tokenURL`` has it.
  public var tokenURL: String { token.text }

  /// The real service.
  public static let box = ServiceEndpoints(
    base: ServiceURL(scheme: "https", authority: "api.box.com", path: ""),
    upload: ServiceURL(scheme: "https", authority: "upload.box.com", path: "/api"))

  private init(base: ServiceURL, upload: ServiceURL) {
    self.base = base
    self.upload = upload
    token = Self.token(besides: base)
    revoke = Self.revoke(besides: token)
    authorize = Self.authorize(besides: base)
    allowed = []
  }

  /// Another service, or the real one through another name.
  ///
  /// Whatever is named here is trusted with tokens, and the token and revoke URLs with an app's secrets.
  ///
  /// - Parameters:
  ///   - base: The URL before `/2.0/…` for files. The default is the real service's.
  ///   - upload: The URL before `/2.0/…` for upload sessions. The default is the real service's.
  ///   - token: Where tokens are issued. By default `/oauth2/token` below the base URL, so
  ///     `https://api.box.com/oauth2/token` for the real service.
  ///   - revoke: Where tokens are revoked. By default the token URL with `revoke` as its last word.
  ///   - authorize: The page on which users log in. By default `https://account.box.com/api/oauth2/authorize`, and
  ///     `/api/oauth2/authorize` below a base URL that is not Box's.
  ///   - allowedHosts: Hosts besides these and Box's own to which the service may send us with the token, each
  ///     `HOST` or `HOST:PORT`; port 443 by default. It has to be https there, but for loopback addresses.
  /// - Throws: ``ChunkError`` with kind ``ChunkError/Kind/urlRefused`` for a URL that is not https
  ///   (http is accepted for loopback addresses), or that has a user, a query or a fragment.
  public init(
    base: String = "https://api.box.com", upload: String = "https://upload.box.com/api", token: String? = nil,
    revoke: String? = nil, authorize: String? = nil, allowedHosts: [String] = []
  ) throws(ChunkError) {
    self.base = try Self.checked(base, name: "base URL")
    self.upload = try Self.checked(upload, name: "upload URL")
    self.token =
      if let token { try Self.checked(token, name: "token URL") } else { Self.token(besides: self.base) }
    self.revoke =
      if let revoke { try Self.checked(revoke, name: "revoke URL") } else { Self.revoke(besides: self.token) }
    self.authorize =
      if let authorize {
        try Self.checked(authorize, name: "authorize URL")
      } else {
        Self.authorize(besides: self.base)
      }
    var allowed: [ServiceURL] = []
    for host in allowedHosts { allowed += try Self.origins(ofHost: host) }
    self.allowed = allowed
  }

  private static func checked(_ text: String, name: String) throws(ChunkError) -> ServiceURL {
    let url = try ServiceURL(text)
    guard url.scheme == "https" || url.isLoopback else {
      throw .urlRefused("The \(name) \(text) is not https", "Use https; http is for loopback addresses only")
    }
    guard url.query == nil else {
      throw .urlRefused("The \(name) has a query", "Give the URL without its question mark and what follows")
    }
    return url
  }

  private static func origins(ofHost host: String) throws(ChunkError) -> [ServiceURL] {
    let url = try? ServiceURL("https://" + host)
    guard let url, url.path.isEmpty, url.query == nil, !host.utf8.contains(UInt8(ascii: "/")) else {
      throw .urlRefused(
        "The allowed host '\(host.escapingControls())' is none",
        "Give HOST or HOST:PORT, without https:// and path")
    }
    guard url.isLoopback else { return [url] }
    return [url, ServiceURL(scheme: "http", authority: url.authority, path: "")]
  }

  private static func token(besides base: ServiceURL) -> ServiceURL { base.appending("/oauth2/token") }

  private static func revoke(besides token: ServiceURL) -> ServiceURL {
    let parent = token.path.lastIndex(of: "/").map { token.path[..<$0] } ?? ""
    return ServiceURL(scheme: token.scheme, authority: token.authority, path: parent + "/revoke")
  }

  private static func authorize(besides base: ServiceURL) -> ServiceURL {
    // Users have accounts elsewhere than the API is: account.box.com for api.box.com.
    let isAPI = base.isOfBox && base.authority.hasPrefix("api.")
    let authority = isAPI ? "account." + base.authority.dropFirst("api.".count) : base.authority
    return ServiceURL(scheme: base.scheme, authority: authority, path: "/api/oauth2/authorize")
  }

  /// The `aud` of assertions: the token URL if it is Box's, whatever name it is reached by here.
  var audience: String { token.isOfBox ? tokenURL : Self.box.tokenURL }
}
